/** Counts what arrives in a stream for Flink to read: a run is over when Flink has counted as much. */
import { deaggregate } from '../../../common/kpl/decode';
import type { StoredRecord } from '../../aws/kinesis/shard/record';

export class Arrivals {
  private documents = 0;
  private others = 0;
  private latest = 0;

  /** Takes a record that a shard has stored. */
  add({ partitionKey, data, arrivedAt }: StoredRecord): void {
    this.latest = arrivedAt;
    for (const record of deaggregate({ partitionKey, data })) {
      if (isJson(record.data)) this.documents += 1;
      else this.others += 1;
    }
  }

  /** Records that are JSON, each as often as it arrived; the others Flink passes over. */
  get json(): number {
    return this.documents;
  }

  /** Those that are not. */
  get unreadable(): number {
    return this.others;
  }

  /** When the last record arrived, in milliseconds since 1970; 0 before the first. */
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
