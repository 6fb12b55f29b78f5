/** Finds out which column of a CSV file feeds which field of the trip, from its header alone. */
import { FIELDS, type FieldName } from '../catalogue';
import { readInstant } from '../instant';

/** A file whose first line does not say where the trip's fields are. Its message says what was expected. */
export class HeaderError extends Error {
  override readonly name = 'HeaderError';
}

/** What a header says. */
export interface Header {
  /** Number of columns. */
  readonly width: number;
  /** For each field in the catalogue's order, the index of its column; −1 for a field the file does not have. */
  readonly columns: readonly number[];
  /** False where each row's id must be derived. */
  readonly hasTripId: boolean;
  /** Names of the columns that no field is read from, as they stand in the file. */
  readonly ignored: readonly string[];
}

/** Without these a file cannot become trips that anything downstream can use. */
const NEEDED: readonly (readonly FieldName[])[] = [['pickup_at'], ['vendor_id'], ['dropoff_at', 'duration_s']];

/**
 * Reads a header in any of the shapes that the catalogue knows: names trimmed, upper and lower case alike, any order.
 * @throws HeaderError if the cells are data, or name no pickup time, no vendor, or neither drop-off time nor duration
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
    : `no header that is known (${line}). Rename its columns`;
  const wanted = lacking.map((names) => names.map(describe).join(', or ')).join('; ');
  return `${found}. Expected, in any order and beside any others: ${wanted}.`;
}

function describe(name: FieldName): string {
  const headers = FIELDS.find((field) => field.name === name)?.headers ?? [];
  return `${name} (${headers.filter((header) => header !== name).join(', ')})`;
}
