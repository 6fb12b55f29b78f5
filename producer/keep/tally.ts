/** Counts what happens in a run, for its report. */
import { isThrottling } from '../../common/calling/retryable';
import { type Problem, reason } from '../../telemetry/problem';
import type { ProducerReport } from '../contract';

/** What a Kinesis record holds. */
export interface RecordContent {
  readonly trips: number;
  /** Bytes of the trips' documents, without the aggregate around them. */
  readonly userBytes: number;
}

class Counter {
  private readonly counts = new Map<string, number>();

  add(name: string, count = 1): void {
    this.counts.set(name, (this.counts.get(name) ?? 0) + count);
  }

  get values(): Readonly<Record<string, number>> {
    return Object.fromEntries(this.counts);
  }
}

export class Tally {
  rowsRead = 0;
  rowsSkipped = 0;
  tripsSent = 0;
  retries = 0;
  throttled = 0;
  private rejected = 0;
  private readonly rejectedBy = new Counter();
  private implausible = 0;
  private readonly implausibleBy = new Counter();
  private deadLettered = 0;
  private readonly deadLetteredBy = new Counter();
  private records = 0;
  private readonly shards = new Counter();
  private userBytes = 0;
  private bytesSent = 0;
  private requests = 0;
  private readonly errors = new Counter();

  get hasDeadLetters(): boolean {
    return this.deadLettered > 0;
  }

  reject(problems: readonly Problem[]): number {
    for (const problem of problems) this.rejectedBy.add(reason(problem));
    this.rejected += 1;
    return this.rejected;
  }

  judge(problems: readonly Problem[]): void {
    for (const problem of problems) this.implausibleBy.add(reason(problem));
    if (problems.length > 0) this.implausible += 1;
  }

  called(bytes: number): void {
    this.requests += 1;
    this.bytesSent += bytes;
  }

  acknowledged({ trips, userBytes }: RecordContent, shardId: string): void {
    this.records += 1;
    this.tripsSent += trips;
    this.userBytes += userBytes;
    this.shards.add(shardId);
  }

  failed(code: string, records: number): void {
    this.errors.add(code, records);
    if (isThrottling(code)) this.throttled += records;
  }

  givenUp({ trips }: RecordContent, code: string): void {
    this.deadLettered += trips;
    this.deadLetteredBy.add(code, trips);
  }

  /** The counts as the report names them. */
  counts(isDryRun: boolean) {
    return {
      rows_read: this.rowsRead,
      rows_skipped: this.rowsSkipped,
      rejected: this.rejected,
      rejected_by_reason: this.rejectedBy.values,
      trips_sent: this.tripsSent,
      dead_lettered: this.deadLettered,
      dead_lettered_by_reason: this.deadLetteredBy.values,
      ...(isDryRun ? { implausible: this.implausible, implausible_by_reason: this.implausibleBy.values } : {}),
      records: this.records,
      shards: this.shards.values,
      user_bytes: this.userBytes,
      bytes_sent: this.bytesSent,
      requests: this.requests,
      retries: this.retries,
      throttled: this.throttled,
      errors: this.errors.values,
    } satisfies Partial<ProducerReport>;
  }
}
