/** Takes each row of one input where it belongs: to the stream, to the rejects, or nowhere in a dry run. */
import { implausibilities } from '../telemetry/bounds';
import type { Row } from '../telemetry/csv/row-reader';
import { type TripDocument, tripOf } from '../telemetry/document';
import { type Problem, reason } from '../telemetry/problem';
import type { Journal } from './keep/journal';
import type { Tally } from './keep/tally';
import type { Dispatcher } from './send/dispatcher';
import type { Gate } from './send/gate';
import type { Packer } from './send/packer';

export interface RowRouteParts {
  readonly journal: Journal;
  readonly gate: Gate;
  readonly tally: Tally;
  readonly log: (line: string) => void;
  /** When aborted, no further row is taken. */
  readonly stop: AbortSignal;
  /** Undefined in a dry run. */
  readonly dispatcher: Dispatcher | undefined;
  readonly packer: Packer | undefined;
}

/** Rejected rows that are shown as they occur; all of them are in the rejects file. */
const REJECTS_SHOWN = 5;

export class RowRoute {
  constructor(private readonly parts: RowRouteParts) {}

  /** Takes rows, the next in the file's order, as fast as the pace and the stream allow. */
  async take(rows: readonly Row<TripDocument>[]): Promise<void> {
    const { journal, gate, tally, stop, dispatcher } = this.parts;
    for (const row of rows) {
      if (stop.aborted) return;
      if (row.line <= journal.resumedFrom) {
        tally.rowsSkipped += 1;
        continue;
      }
      const { outcome } = row;
      if ('problems' in outcome) this.reject(row, outcome.problems);
      // No promise for a trip that may go at once: it would cost as much as sending it.
      else if (gate.tryPass(outcome) || (await gate.pass(outcome, stop))) this.send(outcome, row.line);
      else return;
      tally.rowsRead += 1;
      if (dispatcher?.isBusy) await dispatcher.room();
    }
  }

  /** Sends what waits for more. */
  flush(): void {
    this.parts.packer?.flush();
  }

  private send(document: TripDocument, line: number): void {
    const { packer, tally } = this.parts;
    if (packer) packer.add(document, line);
    else tally.judge(implausibilities(tripOf(document)));
  }

  private reject(row: Row<TripDocument>, problems: readonly Problem[]): void {
    const { journal, tally, log } = this.parts;
    journal.reject(row, problems);
    const count = tally.reject(problems);
    if (count <= REJECTS_SHOWN)
      log(`${journal.input.name}, line ${row.line} is no trip: ${problems.map(said).join(', ')}.`);
    if (count === REJECTS_SHOWN) log('Further rows that are no trips are only counted and kept.');
  }
}

function said(problem: Problem): string {
  return problem.value === undefined ? reason(problem) : `${reason(problem)} (${problem.value})`;
}
