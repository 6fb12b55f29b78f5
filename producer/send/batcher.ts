/** Collects records into PutRecords calls. */
import { type OutgoingRecord, sizeOf } from './outgoing-record';

/** The Kinesis API's limit for a PutRecords call; its other one, 10 MiB, lies above what we put into one. */
const CALL_RECORDS = 500;

/**
 * Bytes aimed at in a call. A shard takes 1 MiB/s: a call of that size is taken by one shard in a second at worst, and
 * little is sent again when it fails; its 21 aggregated records share the SDK's cost of a request.
 */
const CALL_BYTES = 1024 * 1024;

export class Batcher {
  private records: OutgoingRecord[] = [];
  private bytes = 0;
  private linger: NodeJS.Timeout | undefined;

  /**
   * @param lingerMs the longest that a trip waits, counted from when its record was begun
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

  /** Emits what waits for more. */
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
