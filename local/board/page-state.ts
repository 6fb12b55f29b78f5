/**
 * Everything the server tells the page, as JSON. Both sides are compiled against these types.
 * Nothing imported here may need Node, as the page is compiled without it.
 */
import type { Panel } from '../../dashboards/panel';
import type { StatisticsReport } from '../run/analytics/statistics-report';
import type { Audit } from '../run/audit/audit';

/** How far a run is. */
export type Phase = 'starting' | 'streaming' | 'draining' | 'done' | 'failed';

/** A number with its unit. The page formats both, and shows `ms` as seconds. */
export interface Figure {
  readonly value: number;
  readonly unit: 'ms' | 'trips' | 'records' | 'rows' | 'objects' | 'shards';
}

/** The third line of a box: a figure and the words around it. */
export interface Note {
  /** Text before the figure: `lag`. */
  readonly label?: string;
  readonly figure?: Figure;
  /** Text after the figure, or alone. */
  readonly text?: string;
}

/** What has gone along one arrow. */
export interface Flow {
  readonly count: number;
  readonly perSecond: number;
}

/** A large figure under the diagram. */
export interface Vital {
  readonly id: string;
  readonly label: string;
  /** Absent until it is known. */
  readonly figure?: Figure;
  readonly detail?: string;
}

/** Event `state`, sent once a second. */
export interface State {
  readonly phase: Phase;
  /** The line at the top of the page. */
  readonly text: string;
  /** The line at the foot of the page, such as the command that sends more trips. */
  readonly hint?: string;
  /** Milliseconds since the run began. It stops once the audit is done. */
  readonly elapsedMs: number;
  /** Records that have arrived since the audit. */
  readonly arrivedSince?: number;
  /** Notes by id of the box. */
  readonly notes: Readonly<Record<string, Note>>;
  /** Flows by id of the arrow. */
  readonly flows: Readonly<Record<string, Flow>>;
  readonly vitals: readonly Vital[];
  /** What went wrong, one line each: failed records, errored documents. */
  readonly troubles: readonly string[];
}

export type BoxKind = 'producer' | 'stream' | 'function' | 'delivery' | 'bucket' | 'flink' | 'search';

/** The part of the pipeline that a box or an arrow belongs to. Each has a colour of its own. */
export type Way = 'entry' | 'lake' | 'quarantine' | 'analytics';

export interface Box {
  readonly id: string;
  readonly kind: BoxKind;
  /** The service: `Kinesis`. */
  readonly service: string;
  /** Its name in the template. */
  readonly name: string;
  readonly way: Way;
  /** Steps from the producer. */
  readonly rank: number;
}

export interface Arrow {
  readonly id: string;
  readonly from: string;
  readonly to: string;
  readonly way: Way;
  /** What is counted along the arrow. */
  readonly unit: 'trips' | 'rows' | 'objects';
}

/** The boxes and arrows of the diagram. */
export interface Topology {
  readonly boxes: readonly Box[];
  readonly arrows: readonly Arrow[];
}

/** Event `pipeline`: sent when the template is read, and again if the analytics half is off. */
export interface Pipeline extends Topology {
  readonly stage: string;
  /** Why the analytics half is off, and how to get it. Absent while it runs or has yet to start. */
  readonly analyticsOff?: string;
}

/** The rows of each of a panel's queries, or why there are none. */
export type Answer = { readonly rows: Readonly<Record<string, readonly unknown[]>> } | { readonly error: string };

/** Event `rows`: the answers of the panels that have changed. */
export interface PanelRows {
  readonly panels: Readonly<Record<string, Answer>>;
  /** Distinct trips that OpenSearch counts. */
  readonly trips: number;
}

/** Event `audit`, sent when the audit is done. */
export interface Conclusion {
  readonly audit: Audit;
  readonly balances: boolean;
  readonly statistics?: StatisticsReport;
}

/** The data of each server-sent event, by its name. */
export type BoardEvents = {
  readonly pipeline: Pipeline;
  readonly state: State;
  readonly rows: PanelRows;
  readonly audit: Conclusion;
};

/** The document at `/panels`. */
export interface PanelsDocument {
  readonly panels: readonly Panel[];
  /** Paths of Vega's scripts, in the order in which they must be loaded. */
  readonly scripts: readonly string[];
}
