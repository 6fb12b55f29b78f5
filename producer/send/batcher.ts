/** Collects records into PutRecords calls. */
import { type OutgoingRecord, sizeOf } from './outgoing-record';

/** The Kinesis API's limit for a PutRecords call. Its other limit, 10 MiB, is never reached. */
const CALL_RECORDS = 500;

/**
 * Target size of a call in bytes. A shard takes 1 MiB/s, so at worst one shard takes such a call in
 * a second, and little is sent again when the call fails. Its 21 aggregates share the SDK's cost of
 * a request.
 */
const CALL_BYTES = 1024 * 1024;

export class Batcher {
  private records: OutgoingRecord[] = [];
  private bytes = 0;
  private linger: NodeJS.Timeout | undefined;

  /**
   * @param lingerMs longest wait of a trip, counted from the beginning of its record
   * @param emit takes each batch that is full or has waited long enough
   */
  constructor(
    private readonly lingerMs: number,
    private readonly emit: (records: readonly OutgoingRecord[]) => void,
  ) {}

  add(record: OutgoingRecord): void {
    const size = sizeOf(record);
    if (this.records.length === CALL_RECORDS || this.bytes + size > CALL_BYTES) this.flush();
    if (this.records.length === 0) this.wait(record.since);
    this.records.push(record);
    this.bytes += size;
  }

  /** Emits the batch in the making. */
  flush(): void {
    clearTimeout(this.linger);
    if (this.records.length === 0) return;
    const records = this.records;
    this.records = [];
    this.bytes = 0;
    this.emit(records);
  }

  private wait(since: number): void {
    const left = since + this.lingerMs - Date.now();
    this.linger = setTimeout(() => this.flush(), Math.max(0, left));
  }
}
