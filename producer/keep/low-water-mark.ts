/** Tracks how far a file is settled when its rows are settled out of order. */

/** A stretch of rows that is settled as one. */
export interface Ticket {
  /** Last line of the stretch. */
  readonly line: number;
  settled: boolean;
}

export class LowWaterMark {
  private readonly open: Ticket[] = [];

  /** @param mark line up to which every row is settled already */
  constructor(private mark = 0) {}

  /** The line up to which every row is settled: acknowledged, rejected or kept as a dead letter. */
  get line(): number {
    return this.mark;
  }

  /** Opens the stretch of rows that ends with `line`. Stretches are opened in the file's order. */
  take(line: number): Ticket {
    const ticket = { line, settled: false };
    this.open.push(ticket);
    return ticket;
  }

  settle(ticket: Ticket): void {
    ticket.settled = true;
    while (this.open[0]?.settled) this.mark = this.open.shift()?.line ?? this.mark;
  }
}
