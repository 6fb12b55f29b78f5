/** Finds the column of a CSV file for each field of a trip, from the header alone. */
import { FIELDS, type FieldName } from '../catalogue';
import { readInstant } from '../instant';

/**
 * The first line of a file does not name the fields of a trip. The message says what was expected.
 */
export class HeaderError extends Error {
  override readonly name = 'HeaderError';
}

/** The columns of a file. */
export interface Header {
  /** Number of columns. */
  readonly width: number;
  /**
   * Index of each field's column, in the catalogue's order; −1 if the file does not have the field.
   */
  readonly columns: readonly number[];
  /** False if the rows' ids must be derived. */
  readonly hasTripId: boolean;
  /** Names of the columns that feed no field, as the file has them. */
  readonly ignored: readonly string[];
}

/**
 * Alternatives of which every file needs one; without them its trips would be of no use downstream.
 */
const NEEDED: readonly (readonly FieldName[])[] = [['pickup_at'], ['vendor_id'], ['dropoff_at', 'duration_s']];

/**
 * Reads a header of any shape that the catalogue knows, in any order. Names are trimmed, and their
 * case does not matter.
 * @throws HeaderError if the cells are data, or name no pickup time, no vendor, or neither drop-off
 *   time nor duration
 */
export function readHeader(cells: readonly string[]): Header {
  const names = cells.map((cell) =>
    cell
      .replace(/^\uFEFF/, '')
      .trim()
      .toLowerCase(),
  );
  const columns = FIELDS.map(({ headers }) => names.indexOf(headers.find((header) => names.includes(header)) ?? '\0'));
  const has = (name: FieldName) => columns[FIELDS.findIndex((field) => field.name === name)] !== -1;
  const lacking = NEEDED.filter((alternatives) => !alternatives.some(has));
  if (lacking.length > 0) throw new HeaderError(explain(cells, lacking));
  const ignored = cells
    .filter((_, index) => names[index] !== '' && !columns.includes(index))
    .map((cell) => cell.trim());
  return { width: cells.length, columns, hasTripId: has('trip_id'), ignored };
}

function explain(cells: readonly string[], lacking: readonly (readonly FieldName[])[]): string {
  const line = cells.join(',').slice(0, 200);
  const isData = cells.some((cell) => readInstant(cell.trim()) !== undefined);
  const found = isData
    ? `the file has no header: its first line is data (${line}). Put a header above it`
    : `the header is not known (${line}). Rename its columns`;
  const wanted = lacking.map((names) => names.map(describe).join(', or ')).join('; ');
  return `${found}. Expected, in any order and beside any others: ${wanted}.`;
}

function describe(name: FieldName): string {
  const headers = FIELDS.find((field) => field.name === name)?.headers ?? [];
  return `${name} (${headers.filter((header) => header !== name).join(', ')})`;
}
