/** Takes each row of one input to the stream or to the rejects; in a dry run it only counts. */
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
  /** Once it is aborted, no further row is taken. */
  readonly stop: AbortSignal;
  /** Undefined in a dry run. */
  readonly dispatcher: Dispatcher | undefined;
  readonly packer: Packer | undefined;
}

/** Rejected rows that are logged; the rejects file has all of them. */
const REJECTS_SHOWN = 5;

export class RowRoute {
  constructor(private readonly parts: RowRouteParts) {}

  /** Takes the next rows of the file, as fast as the pace and the stream allow. */
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
      // A trip that may go at once needs no promise, which would cost as much as sending it.
      else if (gate.tryPass(outcome) || (await gate.pass(outcome, stop))) this.send(outcome, row.line);
      else return;
      tally.rowsRead += 1;
      if (dispatcher?.isBusy) await dispatcher.room();
    }
  }

  /** Sends the record in the making. */
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
      log(`${journal.input.name}, line ${row.line} is not a trip: ${problems.map(formatProblem).join(', ')}.`);
    if (count === REJECTS_SHOWN) log('Further rejected rows are counted and kept, but not shown.');
  }
}

function formatProblem(problem: Problem): string {
  return problem.value === undefined ? reason(problem) : `${reason(problem)} (${problem.value})`;
}
