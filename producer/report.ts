/** What a run did: one object for programs, the same as lines for people. */

/** Counts by name, the names in order of first appearance. */
export type Counts = Readonly<Record<string, number>>;

/** The account of a run, as `--json` prints it. `rows_read` = `trips_sent` + `rejected` + `dead_lettered`. */
export interface Report {
  /** `done`, `interrupted` by a signal, or `failed`: bad input, a refusing stream, or trips given up. */
  readonly outcome: 'done' | 'interrupted' | 'failed';
  /** Why it failed, in words; absent where it did not. */
  readonly error?: string;
  /** Rows of this run; blank lines are no rows. In a dry run none is sent or kept. */
  readonly rows_read: number;
  /** Rows that `--resume` passed over, as an earlier run had settled them. */
  readonly rows_skipped: number;
  /** Rows that are no trip. */
  readonly rejected: number;
  /** A row with several reasons counts under each. */
  readonly rejected_by_reason: Counts;
  /** Trips that the stream acknowledged. */
  readonly trips_sent: number;
  /** Trips given up. */
  readonly dead_lettered: number;
  readonly dead_lettered_by_reason: Counts;
  /** Dry run only: trips outside the catalogue's bounds, which the transform will set apart. */
  readonly implausible?: number;
  readonly implausible_by_reason?: Counts;
  /** Kinesis records acknowledged. */
  readonly records: number;
  /** Records acknowledged by shard. */
  readonly shards: Counts;
  /** Bytes of the trips' documents acknowledged. */
  readonly user_bytes: number;
  /** Bytes of data and partition keys in all requests, those sent again included. */
  readonly bytes_sent: number;
  /** PutRecords calls. */
  readonly requests: number;
  /** Records sent again. */
  readonly retries: number;
  /** Records refused because they were too many for now. */
  readonly throttled: number;
  /** Records not taken, for now or for good, by the code of the entry or of the call. */
  readonly errors: Counts;
  readonly elapsed_s: number;
  /** Trips sent, or read in a dry run, per second. */
  readonly trips_per_s: number;
  readonly rejects_files: readonly string[];
  readonly dead_letter_files: readonly string[];
}

/** The report in lines, each as wide as a terminal. */
export function renderReport(report: Report): string {
  const isDry = report.implausible !== undefined;
  const lines: readonly (readonly [string, string])[] = [
    ['rows read', withParts(report.rows_read, report.rows_skipped, 'passed over as settled before')],
    ['rejected', withCounts(report.rejected, report.rejected_by_reason)],
    ...(isDry
      ? ([['implausible', withCounts(report.implausible ?? 0, report.implausible_by_reason ?? {})]] as const)
      : sentLines(report)),
    ['took', `${report.elapsed_s} s: ${number(report.trips_per_s)} trips/s`],
    ...report.rejects_files.map((file) => ['rejects', file] as const),
    ...report.dead_letter_files.map(
      (file) => ['dead letters', `${file} (send them again: npm run produce -- ${file})`] as const,
    ),
  ];
  return lines.map(([title, text]) => `${title.padEnd(14)}${text}\n`).join('');
}

function sentLines(report: Report): readonly (readonly [string, string])[] {
  return [
    ['trips sent', number(report.trips_sent)],
    ['given up', withCounts(report.dead_lettered, report.dead_lettered_by_reason)],
    [
      'records',
      `${number(report.records)} in ${number(report.requests)} requests, ${number(report.bytes_sent)} bytes for ${number(report.user_bytes)} bytes of trips`,
    ],
    ['retries', `${number(report.retries)} records, ${number(report.throttled)} throttled`],
    ['errors', Object.keys(report.errors).length === 0 ? 'none' : listed(report.errors)],
    ['shards', listed(report.shards)],
  ];
}

function withCounts(total: number, counts: Counts): string {
  return total === 0 ? '0' : `${number(total)} (${listed(counts)})`;
}

function withParts(total: number, part: number, meaning: string): string {
  return part === 0 ? number(total) : `${number(total)} (${number(part)} more ${meaning})`;
}

function listed(counts: Counts): string {
  return Object.entries(counts)
    .map(([name, count]) => `${name} ${number(count)}`)
    .join(', ');
}

const number = (value: number): string => value.toLocaleString('en-US');
