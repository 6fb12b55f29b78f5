/** Follows what Flink says it has parsed, by the rows that it writes to the stream of statistics. */
import type { StoredRecord } from '../../aws/kinesis/shard/record';

/** What every such row has in its JSON; others need not be parsed. */
const MARK = '"measure":"parsed"';

interface QualityRow {
  readonly document_id: string;
  readonly n: number;
}

export class ParsedRows {
  private readonly byDay = new Map<string, number>();
  private latest = 0;

  /** Takes a record of the stream of statistics. */
  add({ data, arrivedAt }: StoredRecord): void {
    this.latest = arrivedAt;
    const text = data.toString('utf8');
    if (!text.includes(MARK)) return;
    const { document_id, n } = JSON.parse(text) as QualityRow;
    // After a failure the job writes rows of before once more: the largest count is the true one.
    this.byDay.set(document_id, Math.max(n, this.byDay.get(document_id) ?? 0));
  }

  /** Records parsed so far, over all days of arrival. */
  get total(): number {
    return [...this.byDay.values()].reduce((sum, n) => sum + n, 0);
  }

  /** When the last row of any statistic arrived, in milliseconds since 1970; 0 before the first. */
  get lastAt(): number {
    return this.latest;
  }

  /** Forgets what was counted: a job that starts anew counts from nothing. */
  reset(): void {
    this.byDay.clear();
  }
}
