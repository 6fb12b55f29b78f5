/** The audit of the run, as it is printed: where every row went, and whether OpenSearch says what the lake says. */
import { make } from './dom.js';
import { bytes, count, seconds } from './text.js';

/** Reasons and differences shown before the rest are summed up. */
const SHOWN = 3;

const LINES = [
  ['rows_read', 'rows read', () => ''],
  ['in_lake', 'in the lake', ({ lake }) => lakeText(lake)],
  ['quarantined', 'quarantined', (audit) => reasons(audit.quarantined_by_reason)],
  ['rejected', 'rejected', (audit) => reasons(audit.rejected_by_reason)],
  [
    'duplicates',
    'duplicates',
    ({ conflicting }) => (conflicting > 0 ? `${count(conflicting)} of them with other content` : ''),
  ],
  ['undelivered', 'undelivered', ({ undelivered }) => (undelivered > 0 ? 'in the producer’s dead letters' : '')],
  ['failed', 'failed', ({ failed }) => (failed > 0 ? 'in the mapping’s failure objects' : '')],
  ['errored', 'errored', (audit) => reasons(audit.errored_by_reason)],
];

export function conclusion({ audit, balances, statistics }) {
  const cards = [auditCard(audit, balances)];
  if (statistics) cards.push(statisticsCard(statistics));
  return cards;
}

function auditCard(audit, balances) {
  const rows = LINES.map(([name, label, detail]) => line(name, label, audit[name], detail(audit)));
  const verdict = balances ? 'every row is accounted for' : 'please report this, with the command you ran';
  rows.push(line('lost', 'lost', audit.lost, verdict, balances ? 'good' : 'bad'));
  if (audit.redelivered > 0)
    rows.push(line('redelivered', 'surplus copies', audit.redelivered, 'in the lake: streams deliver at least once'));
  const title = make('h2', {}, 'Where every trip went');
  const since = make('p', { class: 'aside', id: 'since', hidden: '' });
  return make(
    'div',
    { class: 'card' },
    make('div', { class: 'head' }, title),
    make(
      'table',
      { class: 'audit' },
      make('caption', { class: 'unseen' }, 'The audit of the run'),
      make('tbody', {}, ...rows),
    ),
    since,
  );
}

function line(name, label, value, detail, tone = '') {
  const numbers = make('td', { class: 'number', 'data-audit': name }, count(value));
  return make(
    'tr',
    { class: `${name} ${value === 0 && name !== 'lost' ? 'zero' : ''}` },
    numbers,
    make('th', { scope: 'row' }, label),
    make('td', { class: `detail ${tone}` }, detail),
  );
}

function lakeText({ duration_s, passengers, partitions, objects, bytes: size }) {
  return `${count(duration_s)} s, ${count(passengers)} passengers; ${count(partitions)} partitions, ${count(objects)} objects, ${bytes(size)}`;
}

function reasons(byReason) {
  const all = Object.entries(byReason);
  const shown = all.slice(0, SHOWN).map(([reason, trips]) => `${count(trips)} ${reason.replace(/[_:]/g, ' ')}`);
  return [...shown, ...(all.length > SHOWN ? [`${all.length - SHOWN} more`] : [])].join(', ');
}

function statisticsCard({ trips, duration_s, hours, documents, anomalies, freshness, differences, peaks }) {
  const agree = differences.length === 0;
  const verdict = agree
    ? 'every hour is what the lake says'
    : `${count(differences.length)} hours differ from the lake`;
  const total = Object.values(documents).reduce((sum, one) => sum + one, 0);
  const peak = peaks.reduce((best, one) => (one.peak_trips > (best?.peak_trips ?? 0) ? one : best), undefined);
  const rows = [
    fact('trips', count(trips), 'trips', `${count(duration_s)} s in ${count(hours)} hours`),
    fact('agreement', agree ? '✓' : '✗', 'the lake', verdict, agree ? 'good' : 'bad'),
    fact(
      'documents',
      count(total),
      'documents',
      Object.entries(documents)
        .map(([name, n]) => `${name} ${count(n)}`)
        .join(', '),
    ),
    fact('anomalies', count(anomalies), 'anomalies', 'by the log of the duration against the same hour of day'),
  ];
  if (peak)
    rows.push(
      fact(
        'peak',
        count(peak.peak_trips),
        'peak hour',
        `${peak.new_york_date.slice(0, 10)}, ${String(peak.peak_hour).padStart(2, '0')}:00 New York time`,
      ),
    );
  if (freshness)
    rows.push(
      fact(
        'freshness',
        seconds(freshness.median_ms),
        'freshness',
        `from a trip’s arrival to its being found (median); ${seconds(freshness.worst_ms)} at worst`,
      ),
    );
  const list = differences.slice(0, SHOWN).map((difference) => make('li', {}, difference));
  const told = list.length > 0 ? [make('ul', { class: 'troubles' }, ...list)] : [];
  return make(
    'div',
    { class: 'card' },
    make('div', { class: 'head' }, make('h2', {}, 'What OpenSearch says')),
    make(
      'table',
      { class: 'audit' },
      make('caption', { class: 'unseen' }, 'The statistics of the run'),
      make('tbody', {}, ...rows),
    ),
    ...told,
  );
}

function fact(name, value, label, detail, tone = '') {
  return make(
    'tr',
    {},
    make('td', { class: `number ${tone}`, 'data-statistics': name }, value),
    make('th', { scope: 'row' }, label),
    make('td', { class: `detail ${tone}` }, detail),
  );
}
