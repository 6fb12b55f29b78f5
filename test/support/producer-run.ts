/** Runs the producer inside the test process, with a function in place of the stream. */
import { parseCommandLine } from '../../common/cli/parse';
import { deaggregate } from '../../common/kpl/decode';
import { PRODUCE_FLAGS } from '../../producer/flags';
import { Journal } from '../../producer/keep/journal';
import { Tally } from '../../producer/keep/tally';
import { readOptions } from '../../producer/options';
import { findInputs } from '../../producer/read/input';
import { Run } from '../../producer/run';
import { type Clock, systemClock } from '../../producer/send/clock';
import type { OutgoingRecord } from '../../producer/send/outgoing-record';
import type { EntryResult, PutRecords } from '../../producer/send/sender';
import type { Trip } from '../../telemetry/catalogue';
import { temporaryFolder } from './trip-files';

export interface PreparedRun {
  readonly run: Run;
  readonly tally: Tally;
  readonly journals: readonly Journal[];
  readonly log: readonly string[];
}

/**
 * Prepares a run without starting it.
 * @param args arguments as on the command line
 */
export async function prepare(
  args: readonly string[],
  put: PutRecords,
  clock: Clock = systemClock,
): Promise<PreparedRun> {
  const defaults = ['--stream', 'trips', '--endpoint', 'http://127.0.0.1:9', '--out', temporaryFolder()];
  const options = readOptions(parseCommandLine(PRODUCE_FLAGS, [...defaults, ...args]), {});
  const log: string[] = [];
  const inputs = await findInputs(options.files, options.source);
  const kept = { out: options.out, resume: options.resume, reads: inputs.map(({ path }) => path) };
  const journals = inputs.map((input) => new Journal(input, { ...kept, log: (line) => log.push(line) }));
  const tally = new Tally();
  const dependencies = { put, tally, clock, random: () => 0, log: (line: string) => log.push(line) };
  return { run: new Run(journals, options, dependencies), tally, journals, log };
}

/** A stream that accepts every record. */
export class Stream {
  readonly calls: (readonly OutgoingRecord[])[] = [];

  readonly put: PutRecords = async (records) => {
    this.calls.push(records);
    return records.map(acceptRecord);
  };

  get records(): readonly OutgoingRecord[] {
    return this.calls.flat();
  }

  get trips(): readonly Trip[] {
    return this.records.flatMap(tripsOf);
  }
}

export function acceptRecord(): EntryResult {
  return { shardId: 'shardId-000000000000' };
}

export function tripsOf(record: OutgoingRecord): readonly Trip[] {
  return deaggregate(record).map(({ data }) => JSON.parse(Buffer.from(data).toString()) as Trip);
}
