/** Writes the account so that a person sees at a glance where every row went. */
import { type Account, balances, sumOf } from '../account/account';
import { bad, bold, bytes, count, dim, good, plural } from './style';

/** Reasons shown before the rest are summed up. */
const REASONS_SHOWN = 4;

export function accountText(account: Account): string {
  const { lake } = account;
  const conflicting = account.conflicting > 0 ? `${count(account.conflicting)} of them with other content` : '';
  return [
    line(account.rows_read, 'rows read', ''),
    `  ${'─'.repeat(12)}`,
    line(account.in_lake, 'in the lake', lakeText(lake)),
    line(account.quarantined, 'quarantined', reasonsText(account.quarantined_by_reason)),
    line(account.rejected, 'rejected', reasonsText(account.rejected_by_reason)),
    line(account.duplicates, 'duplicates', conflicting),
    line(account.undelivered, 'undelivered', account.undelivered > 0 ? "in the producer's dead letters" : ''),
    line(account.failed, 'failed', account.failed > 0 ? "in the mapping's failure objects" : ''),
    line(account.errored, 'errored', reasonsText(account.errored_by_reason)),
    line(account.lost, 'lost', verdict(account)),
    account.redelivered > 0
      ? dim(
          `  and ${plural(account.redelivered, 'surplus copy', 'surplus copies')} in the lake: streams deliver at least once`,
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

function lakeText({ duration_s, passengers, partitions, objects, bytes: size }: Account['lake']): string {
  const totals = `${count(duration_s)} s, ${count(passengers)} passengers`;
  return dim(`${totals}; ${plural(partitions, 'partition')}, ${plural(objects, 'object')}, ${bytes(size)}`);
}

function reasonsText(reasons: Readonly<Record<string, number>>): string {
  const all = Object.entries(reasons);
  const shown = all.slice(0, REASONS_SHOWN).map(([reason, trips]) => `${count(trips)} ${reason}`);
  const rest = all.length - shown.length;
  return dim([...shown, ...(rest > 0 ? [`${plural(rest, 'more reason')}`] : [])].join(', '));
}

function verdict(account: Account): string {
  if (balances(account)) return good('every row is accounted for');
  if (account.lost > 0) return bad('these rows are nowhere: please report this, with the command you ran');
  return bad(`the terms add up to ${count(sumOf(account))}, not to the rows read: please report this`);
}
