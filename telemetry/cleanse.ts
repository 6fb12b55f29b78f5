/** Reads raw values as a trip, or finds everything that is wrong with them. */
import { FIELDS, type Field, type FieldName, type Trip } from './catalogue';
import { readInstant, writeInstant } from './instant';
import { type Problem, problem, type Raw } from './problem';
import { isAbsent, readCategory, readDecimal, readFlag, readInteger, trimmed } from './values';

/** Raw values in the catalogue's order; an absent one is undefined or null. */
export type RawValues = readonly (Raw | null | undefined)[];

/** A trip, or all the reasons why the values are not one. */
export type Cleansed = { readonly trip: Trip } | { readonly problems: readonly Problem[] };

/** Index of each field in {@link RawValues}. */
export const POSITION = Object.fromEntries(FIELDS.map(({ name }, index) => [name, index])) as Readonly<
  Record<FieldName, number>
>;

/**
 * Pickup and drop-off in milliseconds since 1970. They are read first, as the duration may derive
 * from both.
 */
interface Times {
  readonly pickup: number | undefined;
  readonly dropoff: number | undefined;
}

/**
 * Reads every value by its kind: text trimmed, times in UTC, numbers as numbers, codes as the
 * catalogue stores them. An absent duration becomes the time from pickup to drop-off in whole
 * seconds.
 * @returns the trip without absent fields, or every problem, not only the first
 */
export function cleanse(raw: RawValues): Cleansed {
  const pickup = instantAt(raw, POSITION.pickup_at);
  const times = { pickup, dropoff: instantAt(raw, POSITION.dropoff_at, pickup) };
  const trip: Record<string, Raw> = {};
  const problems: Problem[] = [];
  for (let index = 0; index < FIELDS.length; index++) {
    const field = FIELDS[index] as (typeof FIELDS)[number];
    const given = trimmedRaw(raw[index]);
    const absent = isAbsent(given);
    const value = absent ? derive(field, times) : read(field, given, times);
    if (value !== undefined) trip[field.name] = value;
    else if (!absent) problems.push(problem(field.name, 'malformed', given));
    else if (field.required === 'readable') problems.push(problem(field.name, 'missing'));
  }
  return problems.length > 0 ? { problems } : { trip: trip as Trip };
}

function trimmedRaw(raw: Raw | null | undefined): Raw | null | undefined {
  return typeof raw === 'string' ? trimmed(raw) : raw;
}

function instantAt(raw: RawValues, index: number, notBefore?: number): number | undefined {
  const text = trimmedRaw(raw[index]);
  return typeof text === 'string' ? readInstant(text, notBefore) : undefined;
}

function derive({ name }: { readonly name: FieldName }, { pickup, dropoff }: Times): number | undefined {
  if (name !== 'duration_s' || pickup === undefined || dropoff === undefined) return undefined;
  return Math.floor((dropoff - pickup) / 1000);
}

function read(field: Field & { readonly name: FieldName }, raw: Raw, times: Times): Raw | undefined {
  switch (field.kind) {
    case 'text':
      return String(raw);
    case 'category':
      return readCategory(raw, field.values ?? {});
    case 'integer':
      return readInteger(raw);
    case 'decimal':
      return readDecimal(raw);
    case 'flag':
      return readFlag(raw);
    case 'instant':
      return writeIfRead(field.name, raw, times);
  }
}

function writeIfRead(name: FieldName, raw: Raw, { pickup, dropoff }: Times): string | undefined {
  const instant =
    name === 'pickup_at'
      ? pickup
      : name === 'dropoff_at'
        ? dropoff
        : typeof raw === 'string'
          ? readInstant(raw)
          : undefined;
  return instant === undefined ? undefined : writeInstant(instant);
}
