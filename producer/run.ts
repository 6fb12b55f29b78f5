/** One run of the producer. Every row is sent, rejected, or kept as a dead letter. */
import type { Readable } from 'node:stream';
import { HeaderError } from '../telemetry/csv/header';
import { LineError } from '../telemetry/csv/lines';
import { RowReader } from '../telemetry/csv/row-reader';
import { DocumentMaker } from '../telemetry/document';
import type { Journal } from './keep/journal';
import type { Tally } from './keep/tally';
import type { Snapshot } from './progress';
import { InputError, openInput } from './read/input';
import { textOf } from './read/input-text';
import { RowRoute } from './row-route';
import type { Clock } from './send/clock';
import { Dispatcher } from './send/dispatcher';
import { Gate } from './send/gate';
import { type Pace, pacersFor } from './send/pacing';
import { Packer, type PackerOptions } from './send/packer';
import type { PutRecords } from './send/sender';

/** How a run sends. */
export interface RunOptions extends PackerOptions {
  readonly pace: Pace;
  /** PutRecords requests in flight. */
  readonly concurrency: number;
  /** Times that a record is sent again before it counts as undelivered. */
  readonly retries: number;
}

export interface RunDependencies {
  /** Undefined for a dry run. */
  readonly put: PutRecords | undefined;
  readonly tally: Tally;
  readonly clock: Clock;
  /** In [0, 1). */
  readonly random: () => number;
  readonly log: (line: string) => void;
}

export class Run {
  private readonly stopping = new AbortController();
  private readonly dispatcher: Dispatcher | undefined;
  private readonly gate: Gate;
  private reading: (Readable & { readonly bytesRead?: number }) | undefined;
  private bytesOfEarlierInputs = 0;

  constructor(
    private readonly journals: readonly Journal[],
    private readonly options: RunOptions,
    private readonly dependencies: RunDependencies,
  ) {
    const { put, tally, clock, random, log } = dependencies;
    this.gate = new Gate(put ? pacersFor(options.pace) : [], clock, log);
    this.dispatcher = put && new Dispatcher(put, tally, { ...options, random, sleep: clock.sleep }, () => this.stop());
  }

  /** Stops reading. {@link execute} then ends once every row that was read is settled. */
  stop(): void {
    this.stopping.abort();
  }

  /**
   * Reads the inputs in order, until their end, an error or {@link stop}. However it ends, every
   * row that was read is settled.
   * @throws InputError for an input that cannot be read
   * @throws RefusedError if the stream takes no more records
   */
  async execute(): Promise<void> {
    try {
      for (const journal of this.journals) {
        if (this.stopping.signal.aborted) break;
        await this.readAll(journal);
      }
    } finally {
      await this.dispatcher?.drain();
      this.save();
    }
    if (this.dispatcher?.refusal) throw this.dispatcher.refusal;
  }

  /** Saves the position of each input. */
  save(): void {
    if (this.dispatcher) for (const journal of this.journals) journal.save();
  }

  /** How far the run is. */
  get snapshot(): Snapshot {
    const sizes = this.journals.map(({ input }) => input.identity?.size);
    const { rowsRead, rowsSkipped, retries } = this.dependencies.tally;
    return {
      bytesRead: this.bytesOfEarlierInputs + (this.reading?.bytesRead ?? 0),
      bytesTotal: sizes.reduce((sum, size) => (sum === undefined || size === undefined ? undefined : sum + size), 0),
      rows: rowsRead + rowsSkipped,
      inFlight: this.dispatcher?.inFlight ?? 0,
      retries,
    };
  }

  private async readAll(journal: Journal): Promise<void> {
    const { input } = journal;
    const stop = this.stopping.signal;
    if (journal.wasFinished) return this.dependencies.log(`${input.name}: nothing is left to send.`);
    const reader = new RowReader((header) => new DocumentMaker(header, input.source));
    const route = this.routeFor(journal);
    this.reading = openInput(input);
    try {
      for await (const text of textOf(this.reading, input.name, stop)) await route.take(reader.push(text));
      if (!stop.aborted) await route.take(reader.finish());
    } catch (error) {
      throw withContext(error, input.name, reader.line);
    } finally {
      route.flush();
      this.bytesOfEarlierInputs += input.identity?.size ?? 0;
      this.reading = undefined;
    }
    if (!stop.aborted) journal.end(reader.line);
  }

  private routeFor(journal: Journal): RowRoute {
    const { dispatcher, gate, options } = this;
    const packer = dispatcher && new Packer(journal, options, (record) => dispatcher.add(record));
    return new RowRoute({ ...this.dependencies, journal, gate, dispatcher, packer, stop: this.stopping.signal });
  }
}

function withContext(error: unknown, name: string, line: number): unknown {
  if (error instanceof HeaderError)
    return new InputError(line === 0 ? `${name}: ${error.message}` : `${name}, line ${line}: ${error.message}`);
  if (error instanceof LineError) return new InputError(`${name}, after line ${line}: ${error.message}.`);
  return error;
}
