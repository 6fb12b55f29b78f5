/** Counts the records that arrive for Flink. A run is over when Flink has counted as many. */
import { deaggregate } from '../../../common/kpl/decode';
import type { StoredRecord } from '../../aws/kinesis/shard/record';

export class Arrivals {
  private documents = 0;
  private others = 0;
  private latest = 0;

  /** Adds a record that a shard has stored. */
  add({ partitionKey, data, arrivedAt }: StoredRecord): void {
    this.latest = arrivedAt;
    for (const record of deaggregate({ partitionKey, data })) {
      if (isJson(record.data)) this.documents += 1;
      else this.others += 1;
    }
  }

  /** Records that are JSON objects, including repeated ones. */
  get json(): number {
    return this.documents;
  }

  /** Records that are not. Flink skips them. */
  get unreadable(): number {
    return this.others;
  }

  /** When the last record arrived, in milliseconds since 1970. 0 before the first. */
  get lastAt(): number {
    return this.latest;
  }
}

function isJson(data: Uint8Array): boolean {
  try {
    const document: unknown = JSON.parse(Buffer.from(data.buffer, data.byteOffset, data.byteLength).toString('utf8'));
    return typeof document === 'object' && document !== null && !Array.isArray(document);
  } catch {
    return false;
  }
}
