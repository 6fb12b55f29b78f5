/** Plans a batch: the highest version of each document, and the rows that cannot be read. */
import { deaggregate } from '../../common/kpl/decode';
import type { BatchRecord } from '../shared/batch';
import { type Indexable, type Refusal, readRow } from './row';

/** Records of one shard, in the shard's order. */
export type Batch = readonly BatchRecord[];

/** A row and its place in the batch. */
export interface Row {
  /** Index of its record within the batch. */
  readonly position: number;
  /** Index of the row within its record, counted from 0 through an aggregate. */
  readonly subSequenceNumber: number;
  readonly data: Uint8Array;
}

/** A document to write. All rows of the batch that belong to it share its fate. */
export interface PlannedDocument extends Indexable {
  /** The row to send: the highest version, and the last of equal versions. */
  readonly row: Row;
  /** Index of the record with its first row: Lambda resumes there if it is not written. */
  readonly first: number;
  /** Number of its rows, 1 or more. */
  readonly rows: number;
}

export interface RefusedRow extends Refusal {
  readonly row: Row;
  /** Index of the record at which Lambda resumes if the row cannot be stored. */
  readonly first: number;
}

export interface Plan {
  readonly rows: number;
  /** Ordered by their first rows. */
  readonly documents: readonly PlannedDocument[];
  readonly unreadable: readonly RefusedRow[];
}

export function planBatch(batch: Batch): Plan {
  const documents = new Map<string, PlannedDocument>();
  const unreadable: RefusedRow[] = [];
  let rows = 0;
  for (const row of rowsOf(batch)) {
    rows += 1;
    const read = readRow(row.data);
    if ('index' in read) {
      const key = `${read.index}/${read.id}`;
      documents.set(key, merge(documents.get(key), read, row));
    } else {
      unreadable.push({ ...read, row, first: row.position });
    }
  }
  return { rows, documents: [...documents.values()], unreadable };
}

function* rowsOf(batch: Batch): Generator<Row> {
  for (const [position, { partitionKey, data }] of batch.entries()) {
    const records = deaggregate({ partitionKey, data: Buffer.from(data, 'base64') });
    for (const [subSequenceNumber, record] of records.entries()) {
      yield { position, subSequenceNumber, data: record.data };
    }
  }
}

function merge(known: PlannedDocument | undefined, read: Indexable, row: Row): PlannedDocument {
  if (known === undefined) return { ...read, row, first: row.position, rows: 1 };
  const { first, rows } = known;
  return read.version < known.version ? { ...known, rows: rows + 1 } : { ...read, row, first, rows: rows + 1 };
}
