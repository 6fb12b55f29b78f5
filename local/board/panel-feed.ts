/** Keeps the panels of open pages up to date: once a second at most, and only what has changed is sent. */
import { setTimeout as sleep } from 'node:timers/promises';
import type { Audience } from './audience';
import type { Answer, BoardEvents, PanelRows } from './page-state';
import type { PanelReader } from './panel-reader';

const EVERY_MS = 1_000;

/** A node that is away for a moment leaves the panels as they are; one that stays away is told. */
const FAILURES_TOLD = 5;

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

  /** Distinct trips that OpenSearch counted when it was last asked; undefined before. */
  get trips(): number | undefined {
    return this.known?.trips;
  }

  /** True while the node has not answered for some seconds. */
  get unreachable(): boolean {
    return this.failures >= FAILURES_TOLD;
  }

  /** Asks once more, whoever looks, so that what comes after is what the run ended with. */
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
    const news = Object.keys(changed).length > 0 || found.trips !== this.known?.trips;
    this.known = found;
    if (news) this.audience.tell('rows', { panels: changed, trips: found.trips }, found);
  }
}
