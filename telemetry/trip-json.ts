/** Writes and reads trips as JSON with the catalogue's names. */
import { FIELDS, type Trip } from './catalogue';
import { type Cleansed, cleanse, type RawValues } from './cleanse';
import { problem, type Raw } from './problem';

/**
 * Writes a trip as one JSON object without line breaks. Its keys are in the order in which they
 * were set: the catalogue's, as cleansing sets them, and then what a stage fills in. JSON.stringify
 * returns a flat string; text joined from pieces is as fast to make but takes half as long again to
 * copy into a buffer.
 */
export function writeTrip(trip: Trip): string {
  return JSON.stringify(trip);
}

/**
 * Reads a JSON document of any sender: names as in the catalogue, values as cleansing understands
 * them.
 * @returns the trip, or every reason why the document is not one
 */
export function readTrip(json: string): Cleansed {
  let document: unknown;
  try {
    document = JSON.parse(json);
  } catch {
    return { problems: [problem('document', 'not_json')] };
  }
  if (typeof document !== 'object' || document === null || Array.isArray(document))
    return { problems: [problem('document', 'not_an_object')] };
  return cleanse(rawValues(document as Record<string, unknown>));
}

function rawValues(document: Record<string, unknown>): RawValues {
  return FIELDS.map(({ name }) => {
    const value = document[name];
    // An object or a list is not a value of any kind: its text becomes a malformed value and is
    // shown.
    return typeof value === 'object' && value !== null ? JSON.stringify(value) : (value as Raw | null | undefined);
  });
}
