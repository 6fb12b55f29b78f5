/** Prints the statistics of the run, and whether the lake agrees. */
import type { StatisticsReport } from '../analytics/statistics-report';
import { bad, bold, count, dim, good, plural } from './style';

/** Differences shown. The report has all of them. */
const DIFFERENCES = 5;

export function statisticsText(statistics: StatisticsReport): string {
  const { documents, hours, trips, duration_s, anomalies } = statistics;
  const total = Object.values(documents).reduce((sum, one) => sum + one, 0);
  const lines = [
    `${plural(total, 'document')}: ${dim(
      Object.entries(documents)
        .map(([name, n]) => `${name} ${count(n)}`)
        .join(', '),
    )}`,
    `${count(trips)} trips and ${count(duration_s)} s in ${plural(hours, 'hour')}: ${agreement(statistics)}`,
    ...statistics.differences.slice(0, DIFFERENCES).map((difference) => bad(`  ${difference}`)),
    `Peaks: ${statistics.peaks.map(peakText).join(', ')}`,
    `Top places (masked): ${statistics.top_places.map(({ lat, lon, trips: n }) => `${lat.toFixed(3)}, ${lon.toFixed(3)}: ${count(n)}`).join(' · ')}`,
    `${plural(anomalies, 'anomaly', 'anomalies')}, by the log of the duration against the trips of the same hour of day`,
    freshnessText(statistics),
  ];
  return `\n${bold('What OpenSearch says')}\n${lines
    .filter((line) => line !== '')
    .map((line) => `  ${line}\n`)
    .join('')}`;
}

function agreement({ differences }: StatisticsReport): string {
  return differences.length === 0
    ? good('every hour is what the lake says')
    : bad(`${plural(differences.length, 'hour')} differ from the lake`);
}

function peakText({ new_york_date, peak_hour, peak_trips }: StatisticsReport['peaks'][number]): string {
  return `${new_york_date.slice(0, 10)} ${String(peak_hour).padStart(2, '0')}:00 (${count(peak_trips)})`;
}

function freshnessText({ freshness }: StatisticsReport): string {
  if (!freshness) return '';
  const seconds = (ms: number) => `${(ms / 1000).toFixed(1)} s`;
  return `A search finds a trip ${seconds(freshness.median_ms)} after its arrival in the stream (median), ${seconds(freshness.worst_ms)} at worst`;
}
