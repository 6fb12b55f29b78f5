/**
 * The shortest way from a row to its JSON: values checked but not converted where they already stand as JSON has them,
 * and written as bytes to where they are sent from. What comes out is what {@link writeTrip} gives of the same row, but
 * for the way a number is written (`7.10` stays `7.10`).
 */
import { FIELDS, type Trip } from './catalogue';
import { POSITION, type RawValues, readValues, tripOf, type Values } from './cleanse';
import type { Problem, Raw } from './problem';
import { writeTrip } from './trip-json';
import { readDecimalText } from './values';

/** A trip that is only to be sent on. */
export class TripDocument {
  private constructor(private readonly values: Values) {}

  /** A document, or every reason why there is none; the same rows have one as are trips to {@link cleanse}. */
  static read(this: void, raw: RawValues): TripDocument | { readonly problems: readonly Problem[] } {
    const read = readValues(raw, readDecimalText);
    return 'problems' in read ? read : new TripDocument(read.values);
  }

  get tripId(): string {
    return this.values[POSITION.trip_id] as string;
  }

  /** The trip itself. */
  get trip(): Trip {
    return tripOf(this.values.map(converted));
  }

  /** Says where the trip comes from, unless the row did. */
  setSource(source: string): void {
    this.values[POSITION.source] ??= source;
  }

  /** The JSON as text. */
  get text(): string {
    return writeTrip(this.trip);
  }

  /**
   * Writes the JSON, where it is plain: ASCII without anything that JSON escapes.
   * @returns the offset behind it, or −1 where it is not plain; beyond the target's end nothing is written
   */
  write(target: Uint8Array, offset: number): number {
    let at = offset;
    for (let index = 0; index < KEYS.length && at >= 0; index++) {
      const value = this.values[index];
      if (value === undefined) continue;
      const { prefix, quoted } = KEYS[index] as (typeof KEYS)[number];
      for (let byte = 0; byte < prefix.length; byte++) target[at++] = prefix[byte] as number;
      at = writePlain(target, at, typeof value === 'string' ? value : String(value));
      if (quoted && at >= 0) target[at++] = QUOTE;
    }
    if (at < 0) return -1;
    // Every prefix begins with a comma: the first one makes room for the brace.
    target[offset] = OPENING;
    target[at] = CLOSING;
    return at + 1;
  }
}

const [QUOTE, BACKSLASH, OPENING, CLOSING] = [34, 92, 123, 125] as const;

const KEYS = FIELDS.map(({ name, kind }) => {
  const quoted = kind === 'text' || kind === 'category' || kind === 'instant';
  return { quoted, prefix: Buffer.from(`,"${name}":${quoted ? '"' : ''}`) };
});

/** Character by character: for text this short, Node's way into a buffer costs more than all of it. */
function writePlain(target: Uint8Array, offset: number, text: string): number {
  let at = offset;
  for (let index = 0; index < text.length; index++) {
    const character = text.charCodeAt(index);
    if (character < 32 || character > 126 || character === QUOTE || character === BACKSLASH) return -1;
    target[at++] = character;
  }
  return at;
}

/** Decimals that were left as text become numbers. */
function converted(value: Raw | undefined, index: number): Raw | undefined {
  return value !== undefined && FIELDS[index]?.kind === 'decimal' ? Number(value) : value;
}
