/** Makes what the page is told once a second: the words of the moment, and all numbers. */
import { readCounts, readNotes } from './gauges';
import type { State } from './page-state';
import { Rates } from './rates';
import type { Sources } from './sources';
import { readTroubles, readVitals } from './vitals';

type Said = Pick<State, 'phase' | 'text' | 'hint'>;

const AWAY = 'OpenSearch does not answer: the panels show what it said last.';

export class States {
  private readonly begun = Date.now();
  private readonly rates = new Rates();
  private ended: { readonly at: number; readonly arrived: number } | undefined;

  /** The audit is drawn up: the time stands still, and what arrives from now on is counted apart. */
  end(sources: Sources | undefined): void {
    this.ended = { at: Date.now(), arrived: arrivedOf(sources) };
  }

  /** @param sources absent while there is no pipeline yet @param away OpenSearch does not answer */
  read(said: Said, sources: Sources | undefined, away = false): State {
    const { begun, ended } = this;
    const passed = {
      ...said,
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
      troubles: [...(away ? [AWAY] : []), ...readTroubles(sources)],
    };
  }
}

function arrivedOf(sources: Sources | undefined): number {
  return sources?.arrivals ? sources.arrivals.json + sources.arrivals.unreadable : 0;
}
