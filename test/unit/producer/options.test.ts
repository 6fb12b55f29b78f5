import { availableParallelism } from 'node:os';
import { UsageError } from '../../../common/cli/errors';
import { parseCommandLine } from '../../../common/cli/parse';
import { PRODUCE_FLAGS } from '../../../producer/flags';
import { readOptions } from '../../../producer/options';

const read = (args: readonly string[], env = {}) => readOptions(parseCommandLine(PRODUCE_FLAGS, args), env);
const parse = (...args: string[]) => read(args);

it('needs no more than a file and a stream', () => {
  expect(parse('--stream', 'trips', 'a.csv')).toEqual({
    files: ['a.csv'],
    target: {
      stream: 'trips',
      isAws: true,
      connectTimeoutMs: 3_000,
      requestTimeoutMs: 30_000,
      maxConnections: 2 * availableParallelism(),
    },
    pace: { maxPartitions: 400, bufferingIntervalMs: 360_000 },
    aggregation: true,
    lingerMs: 200,
    concurrency: 2 * availableParallelism(),
    retries: 10,
    resume: false,
    out: 'produced',
    json: false,
  });
});

it('takes the stream from the environment if no flag names it', () => {
  const env = { TRIPSTREAM_STREAM: 'from-environment' };
  expect(read(['a.csv'], env)).toMatchObject({ target: { stream: 'from-environment' } });
  expect(read(['--stream', 'flag', 'a.csv'], env)).toMatchObject({ target: { stream: 'flag' } });
});

it('limits partitions only if Firehose may read from the stream', () => {
  const to = (endpoint: string) => parse('--stream', 's', '--endpoint', endpoint, 'a.csv');
  expect(to('http://127.0.0.1:4567').pace.maxPartitions).toBe(0);
  expect(to('https://vpce-1.kinesis.eu-central-1.vpce.amazonaws.com').pace.maxPartitions).toBe(400);
  expect(parse('--stream', 's', '--max-partitions', '7', '--endpoint', 'http://h:1', 'a.csv').pace.maxPartitions).toBe(
    7,
  );
});

it('has no target in a dry run, and needs no stream for it', () => {
  expect(parse('--dry-run', 'a.csv')).not.toHaveProperty('target');
});

it.each([
  [[], /No file/],
  [['--stream', 's'], /No file/],
  [['a.csv'], /No stream: give --stream NAME or set TRIPSTREAM_STREAM.*outputs/],
  [['--stream', 'a stream', 'a.csv'], /--stream a stream is not a stream name/],
  [['--strem', 's', 'a.csv'], /--strem/],
  [['--stream', 's', '--rate', '0', 'a.csv'], /--rate 0: expected a number above 0/],
  [['--stream', 's', '--retries', 'many', 'a.csv'], /--retries many: expected a whole number of at least 0/],
  [['--stream', 's', '--concurrency', '0', 'a.csv'], /--concurrency 0: expected a whole number of at least 1/],
  [['--stream', 's', '--endpoint', 'localhost:4567', 'a.csv'], /--endpoint localhost:4567 is not a URL/],
  [['--stream', 's', '--rate', '1', '--speedup', '2', 'a.csv'], /--rate and --speedup/],
  [['--stream', 's', '--resume', '-'], /--resume needs files/],
  [['--stream', 's', '-', '-'], /only once/],
  [['--dry-run', '--resume', 'a.csv'], /--dry-run keeps no position/],
  [
    ['--stream', 's', '--concurrency', '8', '--max-connections', '4', 'a.csv'],
    /--max-connections 4 is below --concurrency 8/,
  ],
])('refuses %j', (args, message) => {
  expect(() => read(args)).toThrow(UsageError);
  expect(() => read(args)).toThrow(message);
});
