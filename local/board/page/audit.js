/** The audit of the run as a card: where every row went. */
import { make } from './dom.js';
import { factsCard, SHOWN } from './facts.js';
import { bytes, count } from './text.js';

/** @import { Conclusion } from '../page-state' */
/** @import { Fact } from './facts.js' */

/** @typedef {Conclusion['audit']} Audit */

/**
 * @typedef {'rows_read' | 'in_lake' | 'quarantined' | 'rejected' | 'duplicates' | 'undelivered'
 *   | 'failed' | 'errored' | 'lost' | 'redelivered'} Term
 */

/** @type {readonly (readonly [Term, string, (audit: Audit) => string])[]} */
const TERMS = [
  ['rows_read', 'rows read', () => ''],
  ['in_lake', 'in the lake', lakeText],
  ['quarantined', 'quarantined', (audit) => reasonsText(audit.quarantined_by_reason)],
  ['rejected', 'rejected', (audit) => reasonsText(audit.rejected_by_reason)],
  [
    'duplicates',
    'duplicates',
    ({ conflicting }) => (conflicting > 0 ? `${count(conflicting)} of them with other content` : ''),
  ],
  ['undelivered', 'undelivered', ({ undelivered }) => (undelivered > 0 ? 'in the producer’s dead letters' : '')],
  ['failed', 'failed', ({ failed }) => (failed > 0 ? 'in the mapping’s failure objects' : '')],
  ['errored', 'errored', (audit) => reasonsText(audit.errored_by_reason)],
];

/** @param {Conclusion} conclusion */
export function auditCard({ audit, balances }) {
  const verdict = balances ? 'every row is accounted for' : 'please report this, with the command you ran';
  /** @type {Fact[]} */
  const facts = [
    ...TERMS.map(([term, label, detail]) => fact(audit, term, label, detail(audit))),
    { ...fact(audit, 'lost', 'lost', verdict), detailTone: balances ? 'good' : 'bad' },
  ];
  if (audit.redelivered > 0)
    facts.push(fact(audit, 'redelivered', 'surplus copies', 'in the lake: streams deliver at least once'));
  const since = make('p', { class: 'aside', id: 'since', hidden: '' });
  return factsCard('Where every trip went', 'The audit of the run', facts, since);
}

/**
 * @param {Audit} audit
 * @param {Term} term
 * @param {string} label
 * @param {string} detail
 * @returns {Fact}
 */
function fact(audit, term, label, detail) {
  const value = audit[term];
  const rowClass = `${term} ${value === 0 && term !== 'lost' ? 'zero' : ''}`;
  return { value: count(value), label, detail, rowClass, data: { 'data-audit': term } };
}

/** @param {Audit} audit */
function lakeText({ lake: { duration_s, passengers, partitions, objects, bytes: size } }) {
  const totals = `${count(duration_s)} s, ${count(passengers)} passengers`;
  return `${totals}; ${count(partitions)} partitions, ${count(objects)} objects, ${bytes(size)}`;
}

/** @param {Readonly<Record<string, number>>} byReason */
function reasonsText(byReason) {
  const all = Object.entries(byReason);
  const shown = all.slice(0, SHOWN).map(([reason, trips]) => `${count(trips)} ${reason.replace(/[_:]/g, ' ')}`);
  return [...shown, ...(all.length > SHOWN ? [`${all.length - SHOWN} more`] : [])].join(', ');
}
