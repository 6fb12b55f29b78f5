/** Updates the panels of open pages, once a second at most. Only what has changed is sent. */
import { setTimeout as sleep } from 'node:timers/promises';
import type { Audience } from './audience';
import type { Answer, BoardEvents, PanelRows } from './page-state';
import type { PanelReader } from './panel-reader';

const EVERY_MS = 1_000;

/** Failures in a row before the page says that OpenSearch does not answer. */
const FAILURES_SHOWN = 5;

export class PanelFeed {
  private known: PanelRows | undefined;
  private readonly texts = new Map<string, string>();
  private failures = 0;
  private readonly stopping = new AbortController();
  private readonly watching: Promise<void>;

  constructor(
    private readonly reader: Pick<PanelReader, 'read'>,
    private readonly audience: Pick<Audience<BoardEvents>, 'size' | 'tell'>,
    private readonly everyMs = EVERY_MS,
  ) {
    this.watching = this.watch();
  }

  /** Distinct trips by the latest answer of OpenSearch. Undefined before the first. */
  get trips(): number | undefined {
    return this.known?.trips;
  }

  /** True if the node has not answered for some seconds. */
  get unreachable(): boolean {
    return this.failures >= FAILURES_SHOWN;
  }

  /** Queries once more, even without an open page, so that later pages see how the run ended. */
  async refresh(): Promise<void> {
    try {
      this.take(await this.reader.read());
      this.failures = 0;
    } catch {
      this.failures += 1;
    }
  }

  async stop(): Promise<void> {
    this.stopping.abort();
    await this.watching;
  }

  private async watch(): Promise<void> {
    const { signal } = this.stopping;
    while (!signal.aborted) {
      const begun = Date.now();
      if (this.audience.size > 0) await this.refresh();
      await sleep(Math.max(0, this.everyMs - (Date.now() - begun)), undefined, { signal }).catch(() => undefined);
    }
  }

  private take(found: PanelRows): void {
    const changed: Record<string, Answer> = {};
    for (const [id, answer] of Object.entries(found.panels)) {
      const text = JSON.stringify(answer);
      if (this.texts.get(id) === text) continue;
      this.texts.set(id, text);
      changed[id] = answer;
    }
    const hasNews = Object.keys(changed).length > 0 || found.trips !== this.known?.trips;
    this.known = found;
    if (hasNews) this.audience.tell('rows', { panels: changed, trips: found.trips }, found);
  }
}
