/**
 * The fields of a trip's JSON, derived from the catalogue: as an array of text, and as typed
 * columns.
 */
import { FIELDS, type Field, type FieldName, type Kind } from '../telemetry/catalogue';
import { quote } from './render';

/** The fields that bounds and statistics use: all but `source` and `ingested_at`. */
const READ_FIELDS: readonly (Field & { readonly name: FieldName })[] = FIELDS.filter(
  ({ filledBy, required }) => filledBy === undefined || required !== undefined,
);

/** The SQL type of each kind of field; an instant stays text. */
const TYPES = {
  text: undefined,
  category: undefined,
  instant: undefined,
  integer: 'INT',
  decimal: 'DOUBLE',
  flag: 'BOOLEAN',
} as const satisfies Record<Kind, string | undefined>;

/** The text of each field in the JSON of `record`, null where the field is absent. */
export const FIELD_LIST = READ_FIELDS.map(({ name }) => `JSON_VALUE(record, '$.${name}')`).join(',\n    ');

/** The element of the array that holds a field; SQL counts from 1. */
export function element(name: FieldName): string {
  return `fields[${READ_FIELDS.findIndex((field) => field.name === name) + 1}]`;
}

/** A column for each field under its name, null for a value that is not of the field's type. */
export const FIELD_COLUMNS = READ_FIELDS.map(({ name, kind }) => {
  const type = TYPES[kind];
  return type === undefined
    ? `${element(name)} AS \`${name}\``
    : `TRY_CAST(${element(name)} AS ${type}) AS \`${name}\``;
}).join(',\n  ');

/**
 * The form of an instant that `writeInstant` writes. Flink accepts hour 25 as a time, but not 30
 * February as a date.
 */
const INSTANT = '^....-..-..T([01][0-9]|2[0-3]):[0-5][0-9]:[0-5][0-9]([.][0-9]+)?Z$';

/** For each field, a condition that is true when it has a text that is not of the field's kind. */
export const MALFORMED: readonly { readonly name: FieldName; readonly condition: string }[] = READ_FIELDS.flatMap(
  ({ name, kind }) => {
    const type = TYPES[kind];
    if (kind === 'instant') return [{ name, condition: notAnInstant(element(name)) }];
    if (type === undefined) return [];
    return [{ name, condition: `${element(name)} IS NOT NULL AND TRY_CAST(${element(name)} AS ${type}) IS NULL` }];
  },
);

function notAnInstant(text: string): string {
  const isInstant = `REGEXP(${text}, ${quote(INSTANT)}) AND TRY_CAST(SUBSTRING(${text}, 1, 10) AS DATE) IS NOT NULL`;
  return `${text} IS NOT NULL AND NOT (${isInstant})`;
}
