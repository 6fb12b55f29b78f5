/** What the page is told, as JSON: the one place where server and page meet. Numbers are plain; the page writes them out. */

import type { StatisticsReport } from '../run/analytics/statistics';
import type { Audit } from '../run/audit/audit';
import type { Topology } from './topology';

/** Where a run stands. */
export type Phase = 'starting' | 'streaming' | 'draining' | 'done' | 'failed';

/** A number with what it is of; the page writes `ms` as seconds. */
export interface Figure {
  readonly value: number;
  readonly unit: 'ms' | 'trips' | 'records' | 'rows' | 'objects' | 'shards';
}

/** Said in a box: a figure and the words around it. */
export interface Note {
  /** Before the figure: `lag`. */
  readonly label?: string;
  readonly figure?: Figure;
  /** After the figure, or alone. */
  readonly text?: string;
}

export interface Flow {
  readonly count: number;
  readonly perSecond: number;
}

/** A figure under the diagram. */
export interface Vital {
  readonly id: string;
  readonly label: string;
  /** Absent while there is none. */
  readonly figure?: Figure;
  readonly detail?: string;
}

/** Event `state`, once a second. */
export interface State {
  readonly phase: Phase;
  /** The state line. */
  readonly text: string;
  /** What follows it, such as how to send more. */
  readonly hint?: string;
  /** Milliseconds since the run began; it stands still once the audit is drawn up. */
  readonly elapsedMs: number;
  /** Records that have arrived since the audit was drawn up. */
  readonly arrivedSince?: number;
  /** By box. */
  readonly notes: Readonly<Record<string, Note>>;
  /** By arrow. */
  readonly flows: Readonly<Record<string, Flow>>;
  readonly vitals: readonly Vital[];
  /** What went wrong, one line each: batches given up, documents in error. */
  readonly troubles: readonly string[];
}

/** Event `pipeline`, when the template is read and when it is known whether the live half runs. */
export interface Pipeline extends Topology {
  readonly stage: string;
  /** Why the live half is off, and how to get it; absent while it runs or is still to start. */
  readonly liveOff?: string;
}

/** Event `rows`: of each panel that has changed, its rows by query. */
export interface PanelRows {
  readonly panels: Readonly<Record<string, Answer>>;
  /** Distinct trips that OpenSearch counts. */
  readonly trips: number;
}

/** What a panel's queries found, or why they found nothing. */
export type Answer = { readonly rows: Readonly<Record<string, readonly unknown[]>> } | { readonly error: string };

/** Event `audit`, when it is drawn up. */
export interface Conclusion {
  readonly audit: Audit;
  readonly balances: boolean;
  readonly statistics?: StatisticsReport;
}
