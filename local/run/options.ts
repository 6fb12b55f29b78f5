/** Reads the options of `npm start` from its command line. */
import path from 'node:path';
import { UsageError } from '../../common/cli/errors';
import type { GivenFlags } from '../../common/cli/given-flags';
import type { CommandLine } from '../../common/cli/parse';
import type { FaultPlan } from '../aws/kinesis/stream/faults';
import { SAMPLE_RATE, type START_FLAGS } from './flags';
import { STATE_FOLDER } from './state';

const ROOT = path.resolve(__dirname, '../..');

export interface Options {
  /** Absolute paths of the CSV files. */
  readonly files: readonly string[];
  /** Absolute path of the JSON file for the audit. */
  readonly report: string | undefined;
  readonly exit: boolean;
  readonly open: boolean;
  /** False for a run that nobody watches. */
  readonly board: boolean;
  /** 0 for a free one. */
  readonly boardPort: number;
  readonly lakeOnly: boolean;
  readonly keep: boolean;
  readonly stage: string;
  /** Absolute path of a cloud assembly. */
  readonly assembly: string | undefined;
  /** Absolute path of the state folder. */
  readonly state: string;
  readonly jump: boolean;
  readonly limits: boolean;
  /** Flags that are passed to the producer as they are. */
  readonly producerFlags: readonly string[];
  /** More flags for the producer, where both halves run. */
  readonly analyticsPace: readonly string[];
  readonly faults: FaultPlan;
}

type StartFlags = GivenFlags<typeof START_FLAGS>;

const FAULTS = ['throttled', 'internalFailure', 'reset', 'latencyMs', 'seed'] as const satisfies (keyof FaultPlan)[];

/**
 * Reads the options of `npm start`.
 * @param cwd folder that relative paths start from
 * @throws UsageError for a value that makes no sense
 */
export function readOptions({ flags, positionals }: CommandLine<typeof START_FLAGS>, cwd: string): Options {
  const absolute = (file: string | undefined) => (file === undefined ? undefined : path.resolve(cwd, file));
  const files = positionals.map((file) => path.resolve(cwd, file));
  return {
    files: files.length > 0 ? files : [path.join(ROOT, 'samples', 'trips.csv.gz')],
    report: absolute(flags.text('report')),
    exit: flags.isOn('exit'),
    open: flags.isOn('open'),
    board: !flags.isOn('no-board'),
    boardPort: readPort(flags.text('board-port')),
    lakeOnly: flags.isOn('lake-only'),
    keep: flags.isOn('keep'),
    stage: flags.text('stage') ?? 'dev',
    assembly: absolute(flags.text('assembly')),
    state: absolute(flags.text('state')) ?? STATE_FOLDER,
    jump: !flags.isOn('no-jump'),
    limits: !flags.isOn('no-limits'),
    producerFlags: producerFlags(flags),
    analyticsPace: positionals.length > 0 ? [] : samplePace(flags),
    faults: readFaults(flags.text('faults')),
  };
}

function producerFlags(flags: StartFlags): readonly string[] {
  const paces = (['rate', 'speedup'] as const).flatMap((name) => {
    const value = flags.text(name);
    return value === undefined ? [] : [`--${name}`, value];
  });
  return flags.isOn('no-aggregation') ? [...paces, '--no-aggregation'] : paces;
}

function samplePace(flags: StartFlags): readonly string[] {
  const isPaced = flags.text('rate') !== undefined || flags.text('speedup') !== undefined;
  return isPaced ? [] : ['--rate', String(SAMPLE_RATE)];
}

function readPort(text: string | undefined): number {
  const port = Number(text ?? 0);
  if (text === '' || !Number.isInteger(port) || port < 0 || port > 65_535)
    throw new UsageError(`--board-port: "${text}" is not a port. Give a number from 1 to 65535, or leave it out.`);
  return port;
}

function readFaults(list: string | undefined): FaultPlan {
  if (list === undefined) return {};
  return Object.fromEntries(
    list.split(',').map((pair) => {
      const [name = '', value = ''] = pair.split('=');
      if (!FAULTS.some((known) => known === name) || value === '' || !Number.isFinite(Number(value)))
        throw new UsageError(
          `--faults: "${pair}" is not a fault. Give NAME=NUMBER with a name of ${FAULTS.join(', ')}.`,
        );
      return [name, Number(value)];
    }),
  );
}
