/** Writes the report of a run as lines for people. */
import type { Counts, ProducerReport } from './contract';

/** @returns a line for each figure, each with its line end */
export function renderReport(report: ProducerReport): string {
  const isDry = report.implausible !== undefined;
  const lines: readonly (readonly [string, string])[] = [
    ['rows read', withParts(report.rows_read, report.rows_skipped, 'skipped, settled by an earlier run')],
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

function sentLines(report: ProducerReport): readonly (readonly [string, string])[] {
  return [
    ['trips sent', number(report.trips_sent)],
    ['undelivered', withCounts(report.dead_lettered, report.dead_lettered_by_reason)],
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
