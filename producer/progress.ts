/** Shows the progress of a run: a bar on a terminal, a line every five seconds elsewhere. */

/** How far a run is. */
export interface Snapshot {
  readonly bytesRead: number;
  /** Undefined if it is not known, as for standard input. */
  readonly bytesTotal: number | undefined;
  readonly rows: number;
  readonly inFlight: number;
  readonly retries: number;
}

const BAR_EVERY_MS = 200;
const LINE_EVERY_MS = 5_000;
const BAR_WIDTH = 24;
const CLEAR_LINE = '\r\u001b[K';

export class Progress {
  private readonly timer: NodeJS.Timeout;
  private rows = 0;
  private at = performance.now();
  private bar = '';

  constructor(
    private readonly out: NodeJS.WriteStream,
    private readonly snapshot: () => Snapshot,
  ) {
    this.timer = setInterval(() => this.show(), out.isTTY ? BAR_EVERY_MS : LINE_EVERY_MS);
    // The timer alone must not keep the process alive.
    this.timer.unref();
  }

  /** Writes a line above the bar. */
  readonly log = (line: string): void => {
    this.out.write(`${this.bar === '' ? '' : CLEAR_LINE}${line}\n${this.bar}`);
  };

  stop(): void {
    clearInterval(this.timer);
    if (this.bar !== '') this.out.write(CLEAR_LINE);
    this.bar = '';
  }

  private show(): void {
    const snapshot = this.snapshot();
    const now = performance.now();
    const perSecond = ((snapshot.rows - this.rows) * 1000) / (now - this.at);
    this.rows = snapshot.rows;
    this.at = now;
    const text = render(snapshot, perSecond);
    if (this.out.isTTY) {
      this.bar = text.slice(0, this.out.columns - 1);
      this.out.write(CLEAR_LINE + this.bar);
    } else this.log(text);
  }
}

/** @param perSecond rows read per second since the last time */
export function render({ bytesRead, bytesTotal, rows, inFlight, retries }: Snapshot, perSecond: number): string {
  const rest = `${rows.toLocaleString('en-US')} rows, ${Math.round(perSecond).toLocaleString('en-US')}/s, ${inFlight} in flight, ${retries} retries`;
  if (bytesTotal === undefined) return rest;
  const share = bytesTotal === 0 ? 1 : Math.min(1, bytesRead / bytesTotal);
  const done = Math.round(share * BAR_WIDTH);
  return `${'█'.repeat(done)}${'░'.repeat(BAR_WIDTH - done)} ${String(Math.floor(share * 100)).padStart(3)} %  ${rest}`;
}
