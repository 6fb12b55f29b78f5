/** Follows how many records Flink has parsed, by its rows on the statistics stream. */
import type { StoredRecord } from '../../aws/kinesis/shard/record';

/** Part of the JSON of every such row. Rows without it need not be parsed. */
const MARK = '"measure":"parsed"';

interface QualityRow {
  readonly document_id: string;
  readonly n: number;
}

export class ParsedRows {
  private readonly byDay = new Map<string, number>();
  private latest = 0;

  /** Adds a record of the statistics stream. */
  add({ data, arrivedAt }: StoredRecord): void {
    this.latest = arrivedAt;
    const text = data.toString('utf8');
    if (!text.includes(MARK)) return;
    const { document_id, n } = JSON.parse(text) as QualityRow;
    // After a failure the job repeats earlier rows. The largest count is the true one.
    this.byDay.set(document_id, Math.max(n, this.byDay.get(document_id) ?? 0));
  }

  /** Records parsed so far, on all days of arrival. */
  get total(): number {
    return [...this.byDay.values()].reduce((sum, n) => sum + n, 0);
  }

  /** When the last row of any statistic arrived, in milliseconds since 1970. 0 before the first. */
  get lastAt(): number {
    return this.latest;
  }

  /** Forgets all counts, as a job without a checkpoint counts from 0. */
  reset(): void {
    this.byDay.clear();
  }
}
