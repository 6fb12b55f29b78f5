/** Prints the audit, so that a person sees at a glance where every row went. */
import { type Audit, balances, sumOf } from '../audit/audit';
import { bad, bold, bytes, count, dim, good, plural } from './style';

/** Reasons shown before the rest are summed up. */
const REASONS_SHOWN = 4;

export function auditText(audit: Audit): string {
  const { lake } = audit;
  const conflicting = audit.conflicting > 0 ? `${count(audit.conflicting)} of them with other content` : '';
  return [
    line(audit.rows_read, 'rows read', ''),
    `  ${'─'.repeat(12)}`,
    line(audit.in_lake, 'in the lake', lakeText(lake)),
    line(audit.quarantined, 'quarantined', reasonsText(audit.quarantined_by_reason)),
    line(audit.rejected, 'rejected', reasonsText(audit.rejected_by_reason)),
    line(audit.duplicates, 'duplicates', conflicting),
    line(audit.undelivered, 'undelivered', audit.undelivered > 0 ? "in the producer's dead letters" : ''),
    line(audit.failed, 'failed', audit.failed > 0 ? "in the mapping's failure objects" : ''),
    line(audit.errored, 'errored', reasonsText(audit.errored_by_reason)),
    line(audit.lost, 'lost', verdict(audit)),
    audit.redelivered > 0
      ? dim(
          `  and ${plural(audit.redelivered, 'surplus copy', 'surplus copies')} in the lake: streams deliver at least once`,
        )
      : '',
  ]
    .filter((text) => text !== '')
    .join('\n');
}

function line(value: number, name: string, detail: string): string {
  const row = `${count(value).padStart(12)}  ${name.padEnd(12)}`;
  return `  ${value === 0 ? dim(row) : bold(row)}  ${detail}`.trimEnd();
}

function lakeText({ duration_s, passengers, partitions, objects, bytes: size }: Audit['lake']): string {
  const totals = `${count(duration_s)} s, ${count(passengers)} passengers`;
  return dim(`${totals}; ${plural(partitions, 'partition')}, ${plural(objects, 'object')}, ${bytes(size)}`);
}

function reasonsText(reasons: Readonly<Record<string, number>>): string {
  const all = Object.entries(reasons);
  const shown = all.slice(0, REASONS_SHOWN).map(([reason, trips]) => `${count(trips)} ${reason}`);
  const rest = all.length - shown.length;
  return dim([...shown, ...(rest > 0 ? [`${plural(rest, 'more reason')}`] : [])].join(', '));
}

function verdict(audit: Audit): string {
  if (balances(audit)) return good('every row is accounted for');
  if (audit.lost > 0) return bad('these rows are nowhere: please report this, with the command you ran');
  return bad(`the terms add up to ${count(sumOf(audit))}, not to the rows read: please report this`);
}
