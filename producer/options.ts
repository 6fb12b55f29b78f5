/** Makes typed options of a command line, or says what is wrong with it. */
import { availableParallelism } from 'node:os';
import { type GivenFlags, parseFlags, UsageError } from './given-flags';

/** Where trips go. */
export interface Target {
  readonly stream: string;
  readonly region?: string;
  readonly endpoint?: string;
  /** False for an endpoint outside of AWS, which takes any credentials. */
  readonly isAws: boolean;
  readonly connectTimeoutMs: number;
  readonly requestTimeoutMs: number;
  readonly maxConnections: number;
}

/** How fast trips may go. */
export interface Pace {
  /** Trips per second. */
  readonly rate?: number;
  /** Event time per clock time. */
  readonly speedup?: number;
  /** New partitions in a buffering interval; 0 for no limit. */
  readonly maxPartitions: number;
  readonly bufferingIntervalMs: number;
}

export interface Options {
  /** Paths; `-` is standard input. */
  readonly files: readonly string[];
  readonly source?: string;
  /** Undefined for a dry run. */
  readonly target?: Target;
  readonly pace: Pace;
  readonly aggregation: boolean;
  readonly lingerMs: number;
  readonly concurrency: number;
  readonly retries: number;
  readonly resume: boolean;
  /** Folder of rejects, dead letters and positions. */
  readonly out: string;
  readonly json: boolean;
}

type Environment = Readonly<Record<string, string | undefined>>;

/**
 * @param env environment variables: `TRIPSTREAM_STREAM` names the stream where `--stream` does not
 * @returns the options, or `help` where the help is asked for
 * @throws UsageError for unknown flags, values that are none, and flags that contradict each other
 */
export function parseOptions(argv: readonly string[], env: Environment): Options | 'help' {
  const { flags, files } = parseFlags(argv);
  if (flags.isOn('help')) return 'help';
  refuseContradictions(flags, files);
  const concurrency = flags.count('concurrency', 2 * availableParallelism(), 1);
  const target = flags.isOn('dry-run') ? undefined : readTarget(flags, env, concurrency);
  return {
    files,
    ...given('source', flags.text('source')),
    ...given('target', target),
    pace: readPace(flags, target),
    aggregation: !flags.isOn('no-aggregation'),
    lingerMs: flags.count('linger', 200, 0),
    concurrency,
    retries: flags.count('retries', 10, 0),
    resume: flags.isOn('resume'),
    out: flags.text('out') ?? 'produced',
    json: flags.isOn('json'),
  };
}

function readTarget(flags: GivenFlags, env: Environment, concurrency: number): Target {
  const endpoint = flags.text('endpoint');
  if (endpoint !== undefined && !/^https?:\/\//.test(endpoint))
    throw new UsageError(`--endpoint ${endpoint} is no URL. Give it as http://host:port.`);
  const maxConnections = flags.count('max-connections', concurrency, 1);
  if (maxConnections < concurrency)
    throw new UsageError(
      `--max-connections ${maxConnections} is below --concurrency ${concurrency}: requests would wait for a connection. Raise the one or lower the other.`,
    );
  return {
    stream: streamName(flags.text('stream') ?? env.TRIPSTREAM_STREAM),
    ...given('region', flags.text('region')),
    ...given('endpoint', endpoint),
    isAws: endpoint === undefined || /\.amazonaws\.com(\.cn)?$/.test(new URL(endpoint).hostname),
    connectTimeoutMs: flags.count('connect-timeout', 3_000, 1),
    requestTimeoutMs: flags.count('request-timeout', 30_000, 1),
    maxConnections,
  };
}

function streamName(name: string | undefined): string {
  if (name === undefined || name === '')
    throw new UsageError(
      'No stream: give --stream NAME or set TRIPSTREAM_STREAM. The name stands in the outputs of the Storage stack, which `npm run deploy` prints. To only read the files, give --dry-run.',
    );
  // The Kinesis API's own rule for StreamName.
  if (!/^[\w.-]{1,128}$/.test(name))
    throw new UsageError(`--stream ${name} is no stream name: 1 to 128 letters, digits, "_", "." and "-".`);
  return name;
}

function readPace(flags: GivenFlags, target: Target | undefined): Pace {
  return {
    ...given('rate', flags.positive('rate')),
    ...given('speedup', flags.positive('speedup')),
    // Firehose opens 500 partitions in an interval; 400 leaves room for trips that arrive later than they were sent.
    maxPartitions: flags.count('max-partitions', target?.isAws ? 400 : 0, 0),
    bufferingIntervalMs: 1000 * flags.count('buffering-interval', 360, 1),
  };
}

function refuseContradictions(flags: GivenFlags, files: readonly string[]): void {
  const complaints: readonly (readonly [boolean, string])[] = [
    [files.length === 0, 'No file. Name CSV files, or - for standard input; --help explains.'],
    [files.filter((file) => file === '-').length > 1, 'Standard input (-) can be read only once.'],
    [
      flags.isOn('resume') && files.includes('-'),
      '--resume needs files: standard input cannot be read again from where it stopped.',
    ],
    [flags.isOn('resume') && flags.isOn('dry-run'), '--dry-run keeps no position that --resume could continue from.'],
    [
      flags.text('rate') !== undefined && flags.text('speedup') !== undefined,
      '--rate and --speedup both set the pace. Give one of them.',
    ],
  ];
  const complaint = complaints.find(([applies]) => applies);
  if (complaint) throw new UsageError(complaint[1]);
}

/** A property that is left out where there is no value, as exact optional properties want it. */
function given<K extends string, V>(key: K, value: V | undefined): { readonly [P in K]?: V } {
  return (value === undefined ? {} : { [key]: value }) as { readonly [P in K]?: V };
}
