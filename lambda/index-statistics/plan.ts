/** Makes of a batch the documents to write: of each the highest version alone, and beside them the rows that cannot be. */

import { deaggregate } from '../../common/kpl/decode';
import type { BatchRecord } from '../shared/batch';
import { type Indexable, type Refusal, readRow } from './row';

/** Records of one shard in its order, as Lambda gives them. */
export type Batch = readonly BatchRecord[];

/** Where a row lies in the batch. */
export interface Row {
  /** Of its record in the batch. */
  readonly position: number;
  /** Its place in the record, from 0 through an aggregate. */
  readonly subSequenceNumber: number;
  readonly data: Uint8Array;
}

/** A document to write, for all of its rows in the batch: they share its fate. */
export interface PlannedDocument extends Indexable {
  /** The row that is sent: the highest version, of equal ones the last. */
  readonly row: Row;
  /** Position of the first of its rows, from which the shard is taken up again if it is not written. */
  readonly first: number;
  /** Rows that it stands for, 1 or more. */
  readonly rows: number;
}

export interface RefusedRow extends Refusal {
  readonly row: Row;
  /** Position from which the shard is taken up again if the row cannot be kept. */
  readonly first: number;
}

export interface Plan {
  readonly rows: number;
  /** In the order of their first rows. */
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
      documents.set(key, later(documents.get(key), read, row));
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

function later(known: PlannedDocument | undefined, read: Indexable, row: Row): PlannedDocument {
  if (known === undefined) return { ...read, row, first: row.position, rows: 1 };
  const { first, rows } = known;
  return read.version < known.version ? { ...known, rows: rows + 1 } : { ...read, row, first, rows: rows + 1 };
}
