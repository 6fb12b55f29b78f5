/** The statistics of the run as a card: what OpenSearch says, and whether the lake agrees. */
import { make } from './dom.js';
import { factsCard, SHOWN } from './facts.js';
import { count, seconds } from './text.js';

/** @import { Conclusion } from '../page-state' */
/** @import { Fact, Tone } from './facts.js' */

/** @typedef {NonNullable<Conclusion['statistics']>} Statistics */

/** @param {Statistics} statistics */
export function statisticsCard(statistics) {
  const { trips, duration_s, hours, anomalies } = statistics;
  const facts = [
    fact('trips', count(trips), 'trips', `${count(duration_s)} s in ${count(hours)} hours`),
    agreementFact(statistics),
    documentsFact(statistics),
    fact('anomalies', count(anomalies), 'anomalies', 'by the log of the duration against the same hour of day'),
    ...peakFact(statistics),
    ...freshnessFact(statistics),
  ];
  const differences = statistics.differences.slice(0, SHOWN).map((difference) => make('li', {}, difference));
  const list = differences.length > 0 ? [make('ul', { class: 'troubles' }, ...differences)] : [];
  return factsCard('What OpenSearch says', 'The statistics of the run', facts, ...list);
}

/** @param {Statistics} statistics */
function agreementFact({ differences }) {
  return differences.length === 0
    ? fact('agreement', '✓', 'the lake', 'every hour is what the lake says', 'good')
    : fact('agreement', '✗', 'the lake', `${count(differences.length)} hours differ from the lake`, 'bad');
}

/** @param {Statistics} statistics */
function documentsFact({ documents }) {
  const total = Object.values(documents).reduce((sum, one) => sum + one, 0);
  const byStatistic = Object.entries(documents).map(([name, n]) => `${name} ${count(n)}`);
  return fact('documents', count(total), 'documents', byStatistic.join(', '));
}

/** @param {Statistics} statistics */
function peakFact({ peaks: [first, ...others] }) {
  if (!first) return [];
  const peak = others.reduce((best, one) => (one.peak_trips > best.peak_trips ? one : best), first);
  const hour = String(peak.peak_hour).padStart(2, '0');
  const when = `${peak.new_york_date.slice(0, 10)}, ${hour}:00 New York time`;
  return [fact('peak', count(peak.peak_trips), 'peak hour', when)];
}

/** @param {Statistics} statistics */
function freshnessFact({ freshness }) {
  if (!freshness) return [];
  const worst = `${seconds(freshness.worst_ms)} at worst`;
  const detail = `from a trip’s arrival until a search finds it (median); ${worst}`;
  return [fact('freshness', seconds(freshness.median_ms), 'freshness', detail)];
}

/**
 * @param {string} name
 * @param {string} value
 * @param {string} label
 * @param {string} detail
 * @param {Tone} tone
 * @returns {Fact}
 */
function fact(name, value, label, detail, tone = '') {
  return { value, label, detail, valueTone: tone, detailTone: tone, data: { 'data-statistics': name } };
}
