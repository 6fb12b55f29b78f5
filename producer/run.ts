/** One run of the producer: every row of every input is sent, rejected, or kept as a dead letter. */
import type { Readable } from 'node:stream';
import { HeaderError } from '../telemetry/csv/header';
import { LineError } from '../telemetry/csv/lines';
import { RowReader } from '../telemetry/csv/row-reader';
import { DocumentMaker } from '../telemetry/document';
import type { Clock } from './clock';
import type { Journal } from './keep/journal';
import type { Options } from './options';
import type { Snapshot } from './progress';
import { InputError, openInput } from './read/input';
import { textOf } from './read/input-text';
import { RowRoute } from './row-route';
import { Dispatcher } from './send/dispatcher';
import { Gate } from './send/gate';
import { pacersFor } from './send/pacing';
import { Packer } from './send/packer';
import type { PutRecords } from './send/sender';
import type { Tally } from './tally';

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
  private readonly delivery: Dispatcher | undefined;
  private readonly gate: Gate;
  private reading: (Readable & { readonly bytesRead?: number }) | undefined;
  private bytesOfEarlierInputs = 0;

  constructor(
    private readonly ledgers: readonly Journal[],
    private readonly options: Options,
    private readonly dependencies: RunDependencies,
  ) {
    const { put, tally, clock, random, log } = dependencies;
    this.gate = new Gate(put ? pacersFor(options.pace) : [], clock, log);
    this.delivery = put && new Dispatcher(put, tally, { ...options, random, sleep: clock.sleep }, () => this.stop());
  }

  /** Stops reading; {@link execute} then ends when what was read is settled. */
  stop(): void {
    this.stopping.abort();
  }

  /**
   * Reads the inputs in their order, until their end, a fault or {@link stop}. However it ends, what was read is settled.
   * @throws InputError for an input that cannot be read on; RefusedError if the stream takes nothing more
   */
  async execute(): Promise<void> {
    try {
      for (const journal of this.ledgers) {
        if (this.stopping.signal.aborted) break;
        await this.readAll(journal);
      }
    } finally {
      await this.delivery?.drain();
      this.save();
    }
    if (this.delivery?.refusal) throw this.delivery.refusal;
  }

  /** Saves how far each input is settled. */
  save(): void {
    if (this.delivery) for (const journal of this.ledgers) journal.save();
  }

  /** How far the run is. */
  get snapshot(): Snapshot {
    const sizes = this.ledgers.map(({ input }) => input.identity?.size);
    const { rowsRead, rowsSkipped, retries } = this.dependencies.tally;
    return {
      bytesRead: this.bytesOfEarlierInputs + (this.reading?.bytesRead ?? 0),
      bytesTotal: sizes.reduce((sum, size) => (sum === undefined || size === undefined ? undefined : sum + size), 0),
      rows: rowsRead + rowsSkipped,
      inFlight: this.delivery?.inFlight ?? 0,
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
      throw explained(error, input.name, reader.line);
    } finally {
      route.flush();
      this.bytesOfEarlierInputs += input.identity?.size ?? 0;
      this.reading = undefined;
    }
    if (!stop.aborted) journal.end(reader.line);
  }

  private routeFor(journal: Journal): RowRoute {
    const { delivery, gate, options } = this;
    const packer = delivery && new Packer(journal, options, (record) => delivery.add(record));
    return new RowRoute({ ...this.dependencies, journal, gate, delivery, packer, stop: this.stopping.signal });
  }
}

function explained(error: unknown, name: string, line: number): unknown {
  if (error instanceof HeaderError)
    return new InputError(line === 0 ? `${name}: ${error.message}` : `${name}, line ${line}: ${error.message}`);
  if (error instanceof LineError) return new InputError(`${name}, after line ${line}: ${error.message}.`);
  return error;
}
