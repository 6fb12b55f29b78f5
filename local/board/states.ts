/** Makes the `state` event, sent once a second: the status of the run, and all numbers. */
import { readCounts, readNotes } from './gauges';
import type { State } from './page-state';
import { Rates } from './rates';
import type { Sources } from './sources';
import { readTroubles, readVitals } from './vitals';

type Status = Pick<State, 'phase' | 'text' | 'hint'>;

const UNREACHABLE = 'OpenSearch does not answer. The panels show its last answers.';

export class States {
  private readonly begun = Date.now();
  private readonly rates = new Rates();
  private ended: { readonly at: number; readonly arrived: number } | undefined;

  /** Stops the time. Whatever arrives from now on is counted separately. */
  end(sources: Sources | undefined): void {
    this.ended = { at: Date.now(), arrived: arrivedOf(sources) };
  }

  /**
   * @param sources undefined until there is a pipeline
   * @param unreachable whether OpenSearch does not answer
   */
  read(status: Status, sources: Sources | undefined, unreachable = false): State {
    const { begun, ended } = this;
    const passed = {
      ...status,
      elapsedMs: (ended?.at ?? Date.now()) - begun,
      ...(ended ? { arrivedSince: arrivedOf(sources) - ended.arrived } : {}),
    };
    if (!sources) return { ...passed, notes: {}, flows: {}, vitals: [], troubles: [] };
    const counts = readCounts(sources);
    this.rates.add(Date.now(), counts);
    const flows = [...counts].map(([id, count]) => [id, { count, perSecond: this.rates.perSecond(id) }] as const);
    return {
      ...passed,
      notes: readNotes(sources),
      flows: Object.fromEntries(flows),
      vitals: readVitals(sources, counts),
      troubles: [...(unreachable ? [UNREACHABLE] : []), ...readTroubles(sources)],
    };
  }
}

function arrivedOf(sources: Sources | undefined): number {
  return sources?.arrivals ? sources.arrivals.json + sources.arrivals.unreadable : 0;
}
