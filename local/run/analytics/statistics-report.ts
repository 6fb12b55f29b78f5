/** The statistics of a run, as `--report` writes them and the board shows them. */
import type { StatisticName } from '../../../telemetry/statistics';

export interface StatisticsReport {
  /** Documents by statistic. */
  readonly documents: Readonly<Record<StatisticName, number>>;
  /** UTC hours with trips. */
  readonly hours: number;
  /** Sums over the documents of those hours. */
  readonly trips: number;
  readonly duration_s: number;
  /** Busiest hour of each New York day, in order of time. */
  readonly peaks: readonly Peak[];
  /** Grid cells with the most drop-offs over all days, most first. */
  readonly top_places: readonly CellTotal[];
  readonly anomalies: number;
  readonly quality: Quality;
  /** Absent if no masked trip was found. */
  readonly freshness?: FreshnessSummary;
  /** One sentence for each hour whose document differs from the lake. Empty if all agree. */
  readonly differences: readonly string[];
}

export interface Peak {
  readonly new_york_date: string;
  readonly peak_hour: number;
  readonly peak_trips: number;
}

/** Drop-offs in one cell of the masking grid, given by its centre. */
export interface CellTotal {
  readonly lat: number;
  readonly lon: number;
  readonly trips: number;
}

export interface Quality {
  /** Records that Flink parsed. */
  readonly parsed: number;
  /** Distinct plausible trips. */
  readonly distinct: number;
  /** Records out of bounds, by reason. */
  readonly outside: Readonly<Record<string, number>>;
}

/** How long a trip takes from its arrival in the stream until a search finds it. */
export interface FreshnessSummary {
  /** Trips measured. */
  readonly trips: number;
  readonly median_ms: number;
  readonly worst_ms: number;
}
