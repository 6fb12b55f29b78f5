/** Reads the options of the producer from its command line. */
import { availableParallelism } from 'node:os';
import { UsageError } from '../common/cli/errors';
import type { GivenFlags } from '../common/cli/given-flags';
import type { CommandLine } from '../common/cli/parse';
import { optional } from '../common/optional';
import type { PRODUCE_FLAGS } from './flags';
import type { RunOptions } from './run';
import type { Target } from './send/kinesis-client';
import type { Pace } from './send/pacing';

/** Everything that a run of the producer needs to know. */
export interface Options extends RunOptions {
  /** Paths; `-` is standard input. */
  readonly files: readonly string[];
  readonly source?: string;
  /** Undefined for a dry run. */
  readonly target?: Target;
  readonly resume: boolean;
  /** Folder of rejects, dead letters and positions. */
  readonly out: string;
  readonly json: boolean;
}

type Environment = Readonly<Record<string, string | undefined>>;
type ProduceFlags = GivenFlags<typeof PRODUCE_FLAGS>;

/**
 * Reads the options of the producer.
 * @param env environment variables: `TRIPSTREAM_STREAM` names the stream where `--stream` does not
 * @throws UsageError for values that make no sense, and flags that contradict each other
 */
export function readOptions(line: CommandLine<typeof PRODUCE_FLAGS>, env: Environment): Options {
  const { flags, positionals: files } = line;
  refuseContradictions(flags, files);
  const concurrency = flags.count('concurrency', 2 * availableParallelism(), 1);
  const target = flags.isOn('dry-run') ? undefined : readTarget(flags, env, concurrency);
  return {
    files,
    ...optional('source', flags.text('source')),
    ...optional('target', target),
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

function readTarget(flags: ProduceFlags, env: Environment, concurrency: number): Target {
  const endpoint = flags.text('endpoint');
  if (endpoint !== undefined && !/^https?:\/\//.test(endpoint))
    throw new UsageError(`--endpoint ${endpoint} is not a URL. Give it as http://host:port.`);
  const maxConnections = flags.count('max-connections', concurrency, 1);
  if (maxConnections < concurrency)
    throw new UsageError(
      `--max-connections ${maxConnections} is below --concurrency ${concurrency}: requests would wait for a connection. Raise the first or lower the second.`,
    );
  return {
    stream: streamName(flags.text('stream') ?? env.TRIPSTREAM_STREAM),
    ...optional('region', flags.text('region')),
    ...optional('endpoint', endpoint),
    isAws: endpoint === undefined || /\.amazonaws\.com(\.cn)?$/.test(new URL(endpoint).hostname),
    connectTimeoutMs: flags.count('connect-timeout', 3_000, 1),
    requestTimeoutMs: flags.count('request-timeout', 30_000, 1),
    maxConnections,
  };
}

function streamName(name: string | undefined): string {
  if (name === undefined || name === '')
    throw new UsageError(
      'No stream: give --stream NAME or set TRIPSTREAM_STREAM. The name is in the outputs of the Storage stack, which `npm run deploy` prints. To only read the files, give --dry-run.',
    );
  // The rule of the Kinesis API for StreamName.
  if (!/^[\w.-]{1,128}$/.test(name))
    throw new UsageError(`--stream ${name} is not a stream name. Use 1 to 128 letters, digits, "_", "." and "-".`);
  return name;
}

function readPace(flags: ProduceFlags, target: Target | undefined): Pace {
  return {
    ...optional('rate', flags.positive('rate')),
    ...optional('speedup', flags.positive('speedup')),
    // Firehose opens 500 partitions in an interval; 400 leaves room for trips that arrive later
    // than they were sent.
    maxPartitions: flags.count('max-partitions', target?.isAws ? 400 : 0, 0),
    bufferingIntervalMs: 1000 * flags.count('buffering-interval', 360, 1),
  };
}

function refuseContradictions(flags: ProduceFlags, files: readonly string[]): void {
  const complaints: readonly (readonly [boolean, string])[] = [
    [files.length === 0, 'No file. Name CSV files, or - for standard input (--help shows examples).'],
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
