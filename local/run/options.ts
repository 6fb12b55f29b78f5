/** The flags of `npm start`. */
import path from 'node:path';
import { parseArgs } from 'node:util';
import type { FaultPlan } from '../aws/kinesis/faults';
import { STATE_FOLDER } from './state';

const ROOT = path.resolve(__dirname, '../..');

/** Trips a second: as many as a cold Flink computes in one subtask. More make a backlog, and are done no sooner. */
export const SAMPLE_RATE = 1_500;

export const HELP = `Streams trips through the whole pipeline on this machine, wired as the synthesised template says.

  npm start                          the sample, ${path.join('samples', 'trips.csv.gz')}
  npm start -- FILE…                 your own CSV files of trips, plain or gzip

  --report FILE      write the audit as JSON
  --exit             end after the audit (as without a terminal); otherwise everything stays up until Ctrl-C
  --open             open the board in this desktop's browser
  --board-port N     the board's port on 127.0.0.1 (default: a free one)
  --no-board         without the board
  --lake-only        the way to the lake alone, without Flink and OpenSearch
  --keep             keep what an earlier run left in .tripstream/; otherwise it is emptied
  --stage NAME       the stage whose template is run (dev)
  --state DIR        folder for everything that a run leaves behind (.tripstream)
  --assembly DIR     run this synthesised cloud assembly instead of synthesising one
  --no-jump          wait out the buffering intervals in real time, and keep Firehose's limit of 500 partitions
  --no-limits        let the shards take and give more than Kinesis would
  --rate N           trips a second (default: as fast as it goes; the sample through both halves at ${SAMPLE_RATE})
  --speedup X        replay by pickup time, X times as fast as it happened
  --no-aggregation   a Kinesis record for each trip, to compare
  --faults LIST      what goes wrong on purpose, as shares: throttled=0.1,internalFailure=0.05,reset=0.02,latencyMs=50
  --help             this text
`;

export interface Options {
  /** Absolute paths of the CSV files. */
  readonly files: readonly string[];
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
  readonly assembly: string | undefined;
  /** Absolute path of the state folder. */
  readonly state: string;
  readonly jump: boolean;
  readonly limits: boolean;
  /** Flags that the producer is given as they are. */
  readonly producerFlags: readonly string[];
  /** Those beside them where both halves run. */
  readonly livePace: readonly string[];
  readonly faults: FaultPlan;
  readonly help: boolean;
}

/** A flag that cannot be used as it stands; the message says what to give. */
export class UsageError extends Error {
  override readonly name = 'UsageError';
}

const FAULTS = ['throttled', 'internalFailure', 'reset', 'latencyMs', 'seed'] as const satisfies (keyof FaultPlan)[];

/**
 * @param args what follows `npm start --`
 * @param cwd folder that relative paths are of
 * @throws UsageError for a flag that is not known, or a value that makes no sense
 */
export function readOptions(args: readonly string[], cwd: string): Options {
  const { values, positionals } = parse(args);
  const producerFlags = (['rate', 'speedup'] as const).flatMap((name) => {
    const value = values[name];
    return value === undefined ? [] : [`--${name}`, value];
  });
  if (values['no-aggregation']) producerFlags.push('--no-aggregation');
  const files = positionals.map((file) => path.resolve(cwd, file));
  return {
    files: files.length > 0 ? files : [path.join(ROOT, 'samples', 'trips.csv.gz')],
    report: values.report === undefined ? undefined : path.resolve(cwd, values.report),
    exit: values.exit ?? false,
    open: values.open ?? false,
    board: !(values['no-board'] ?? false),
    boardPort: readPort(values['board-port']),
    lakeOnly: values['lake-only'] ?? false,
    keep: values.keep ?? false,
    stage: values.stage ?? 'dev',
    assembly: values.assembly === undefined ? undefined : path.resolve(cwd, values.assembly),
    state: values.state === undefined ? STATE_FOLDER : path.resolve(cwd, values.state),
    jump: !(values['no-jump'] ?? false),
    limits: !(values['no-limits'] ?? false),
    producerFlags,
    livePace: positionals.length > 0 ? [] : samplePace(values),
    faults: readFaults(values.faults),
    help: values.help ?? false,
  };
}

function samplePace({ rate, speedup }: { readonly rate?: string; readonly speedup?: string }): readonly string[] {
  return rate === undefined && speedup === undefined ? ['--rate', String(SAMPLE_RATE)] : [];
}

function parse(args: readonly string[]) {
  try {
    return parseArgs({
      args: [...args],
      allowPositionals: true,
      options: {
        report: { type: 'string' },
        exit: { type: 'boolean' },
        open: { type: 'boolean' },
        'no-board': { type: 'boolean' },
        'board-port': { type: 'string' },
        'lake-only': { type: 'boolean' },
        keep: { type: 'boolean' },
        stage: { type: 'string' },
        assembly: { type: 'string' },
        state: { type: 'string' },
        'no-jump': { type: 'boolean' },
        'no-limits': { type: 'boolean' },
        'no-aggregation': { type: 'boolean' },
        rate: { type: 'string' },
        speedup: { type: 'string' },
        faults: { type: 'string' },
        help: { type: 'boolean', short: 'h' },
      },
    });
  } catch (error) {
    throw new UsageError(`${(error as Error).message}\nSee npm start -- --help.`);
  }
}

function readPort(text: string | undefined): number {
  const port = Number(text ?? 0);
  if (text === '' || !Number.isInteger(port) || port < 0 || port > 65_535)
    throw new UsageError(`--board-port: "${text}" is no port. Give a number of 1 to 65535, or leave it out.`);
  return port;
}

function readFaults(list: string | undefined): FaultPlan {
  if (list === undefined) return {};
  return Object.fromEntries(
    list.split(',').map((pair) => {
      const [name = '', value = ''] = pair.split('=');
      if (!FAULTS.some((known) => known === name) || value === '' || !Number.isFinite(Number(value)))
        throw new UsageError(`--faults: "${pair}" is no fault. Give NAME=NUMBER with a name of ${FAULTS.join(', ')}.`);
      return [name, Number(value)];
    }),
  );
}
