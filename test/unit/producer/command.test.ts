import { existsSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { type Behaviour, type Sink, startSink } from '../../support/kinesis-sink';
import { produce, reportOf, startProducer } from '../../support/producer';
import { kaggleFile, put, temporaryFolder } from '../../support/trip-files';

let sink: Sink;
afterEach(() => sink?.close());

/** Arguments that send to the sink and keep files in `out`. */
function to(out: string): string[] {
  return ['--stream', 'trips', '--endpoint', sink.endpoint, '--out', out, '--json'];
}

const ids = (count: number) => Array.from({ length: count }, (_, n) => `id${n + 1}`);
const sentIds = () => sink.trips.map(({ trip_id }) => trip_id);

it('sends a file to an endpoint without credentials, and reports in JSON and nothing else', async () => {
  sink = await startSink();
  const path = put(temporaryFolder(), 'trips.csv', kaggleFile(300));
  const ended = await produce([...to(temporaryFolder()), path]);
  expect(ended.status).toBe(0);
  expect(sentIds()).toEqual(ids(300));
  const report = reportOf(ended);
  expect(report).toEqual({
    outcome: 'done',
    rows_read: 300,
    rows_skipped: 0,
    rejected: 0,
    rejected_by_reason: {},
    trips_sent: 300,
    dead_lettered: 0,
    dead_lettered_by_reason: {},
    records: sink.taken.length,
    shards: expect.objectContaining({ 'shardId-000000000000': expect.any(Number) }),
    user_bytes: sink.trips.reduce((sum, trip) => sum + JSON.stringify(trip).length, 0),
    bytes_sent: expect.any(Number),
    requests: sink.calls.length,
    retries: 0,
    throttled: 0,
    errors: {},
    elapsed_s: expect.any(Number),
    trips_per_s: expect.any(Number),
    rejects_files: [],
    dead_letter_files: [],
  });
  expect(report.bytes_sent).toBeGreaterThan(report.user_bytes);
});

it('reads standard input', async () => {
  sink = await startSink();
  const ended = await produce([...to(temporaryFolder()), '-'], kaggleFile(5));
  expect(ended.status).toBe(0);
  expect(sink.trips.map(({ source }) => source)).toEqual(Array(5).fill('stdin'));
});

it('delivers every trip through throttling, failures, resets and silence', async () => {
  const trouble: readonly Behaviour[] = [
    { refuse: (index) => (index % 3 === 0 ? 'ProvisionedThroughputExceededException' : undefined) },
    { status: 500, code: 'InternalFailure' },
    'reset',
    'silence',
    { status: 400, code: 'ProvisionedThroughputExceededException' },
  ];
  sink = await startSink((call) => trouble[call] ?? 'take');
  const path = put(temporaryFolder(), 'trips.csv', kaggleFile(1_500));
  // On a busy machine an answer may take a second, and must not count as silence.
  const patience = ['--request-timeout', '3000'];
  const ended = await produce([...to(temporaryFolder()), '--no-aggregation', ...patience, path]);
  expect(ended.status).toBe(0);
  expect(new Set(sentIds())).toEqual(new Set(ids(1_500)));
  expect(sentIds()).toHaveLength(1_500);
  const { errors, throttled } = reportOf(ended);
  expect(Object.keys(errors).sort()).toEqual([
    'ECONNRESET',
    'ETIMEDOUT',
    'InternalFailure',
    'ProvisionedThroughputExceededException',
  ]);
  expect(throttled).toBe(errors.ProvisionedThroughputExceededException);
});

it('stops at once when the stream refuses it, keeps what is unsent, and says what to do', async () => {
  sink = await startSink((call) => (call === 0 ? 'take' : { status: 400, code: 'AccessDeniedException' }));
  const [folder, out] = [temporaryFolder(), temporaryFolder()];
  const path = put(folder, 'trips.csv', kaggleFile(20_000));
  const ended = await produce([...to(out), '--no-aggregation', '--concurrency', '1', path]);
  expect(ended.status).toBe(1);
  expect(ended.stderr).toMatch(/trips at http.*AccessDeniedException.*kinesis:PutRecords/);
  const report = reportOf(ended);
  expect(report.rows_read).toBeLessThan(20_000);
  expect(report.rows_read).toBe(report.trips_sent + report.dead_lettered);
  const refused = sink.calls.length;
  expect(refused).toBe(2);

  await sink.close();
  sink = await startSink();
  const [deadLetters = ''] = report.dead_letter_files;
  expect((await produce([...to(out), deadLetters])).status).toBe(0);
  expect((await produce([...to(out), '--resume', path])).status).toBe(0);
  expect(new Set(sentIds())).toEqual(new Set(ids(20_000).slice(report.trips_sent)));
});

it('ends with 1 when trips are not delivered, and names the file that has them', async () => {
  sink = await startSink(() => ({ refuse: (_index, key) => (key === 'id2' ? 'InternalFailure' : undefined) }));
  const path = put(temporaryFolder(), 'trips.csv', kaggleFile(3));
  const ended = await produce([...to(temporaryFolder()), '--no-aggregation', '--retries', '1', path]);
  expect(ended.status).toBe(1);
  const report = reportOf(ended);
  expect(report).toMatchObject({ outcome: 'failed', trips_sent: 2, dead_lettered: 1 });
  expect(readFileSync(report.dead_letter_files[0] ?? '', 'utf8')).toMatch(/^trip_id,.*,source\nid2,/);
});

it('ends with 0 although rows are rejected, and counts them by reason', async () => {
  sink = await startSink();
  const path = put(temporaryFolder(), 'trips.csv', `${kaggleFile(2)}no trip\n`);
  const ended = await produce([...to(temporaryFolder()), path]);
  expect(ended.status).toBe(0);
  expect(reportOf(ended)).toMatchObject({ rejected: 1, rejected_by_reason: { 'row:wrong_width': 1 } });
});

it.each([
  ['a missing file', ['/nowhere/trips.csv'], /\/nowhere\/trips\.csv cannot be read: there is no such file/],
  ['a folder', [__dirname], /is a folder/],
])('ends with 1 for %s, before it sends anything', async (_case, files, message) => {
  sink = await startSink();
  const good = put(temporaryFolder(), 'trips.csv', kaggleFile(3));
  const ended = await produce([...to(temporaryFolder()), good, ...files]);
  expect(ended.status).toBe(1);
  expect(ended.stderr).toMatch(message);
  expect(sink.calls).toEqual([]);
});

it.each([
  ['region', ['--stream', 'trips'], /No AWS region is set\. Give --region, set AWS_REGION/],
  ['credentials', ['--stream', 'trips', '--region', 'eu-central-1'], /No AWS credentials.*aws sso login/],
])('says what to do when the %s for AWS is missing', async (_what, args, message) => {
  const path = put(temporaryFolder(), 'trips.csv', kaggleFile(1));
  const ended = await produce([...args, path]);
  expect(ended.status).toBe(1);
  expect(ended.stderr).toMatch(message);
});

it('ends with 2 and one line for a wrong command line', async () => {
  const ended = await produce(['--colour', 'trips.csv']);
  expect(ended).toMatchObject({ status: 2, stdout: '' });
  expect(ended.stderr.trim().split('\n')).toEqual([expect.stringContaining('--colour')]);
});

it('sends and keeps nothing in a dry run, and counts what the transform would quarantine', async () => {
  const out = join(temporaryFolder(), 'produced');
  const implausible = kaggleFile(3).replace(',1,-73.98', ',0,-73.98');
  const ended = await produce(['--dry-run', '--json', '--out', out, '-'], `${implausible}no trip\n`);
  expect(ended.status).toBe(0);
  expect(reportOf(ended)).toMatchObject({
    rows_read: 4,
    trips_sent: 0,
    rejected: 1,
    implausible: 1,
    implausible_by_reason: { 'passenger_count:below_minimum': 1 },
  });
  expect(existsSync(out)).toBe(false);
});

describe('a signal', () => {
  async function signalled(signal: NodeJS.Signals, out: string, path: string) {
    sink = await startSink();
    const { child, ended } = startProducer([...to(out), '--rate', '1000', '--linger', '10', path]);
    while (sink.calls.length === 0) await new Promise((turn) => setTimeout(turn, 10));
    child.kill(signal);
    return ended;
  }

  it.each([
    ['SIGINT', 130],
    ['SIGTERM', 143],
  ] as const)('%s ends it with %i after what was read is sent, and --resume sends the rest', async (signal, status) => {
    const out = temporaryFolder();
    const path = put(temporaryFolder(), 'trips.csv', kaggleFile(10_000));
    const ended = await signalled(signal, out, path);
    const report = reportOf(ended);
    expect(ended).toMatchObject({ status, signal: null });
    expect(report).toMatchObject({ outcome: 'interrupted', dead_lettered: 0 });
    expect(report.rows_read).toBe(report.trips_sent);
    expect(report.trips_sent).toBeLessThan(10_000);
    expect((await produce([...to(out), '--resume', path])).status).toBe(0);
    // Requests overtake each other: all arrive, once, in any order.
    expect(new Set(sentIds())).toEqual(new Set(ids(10_000)));
    expect(sentIds()).toHaveLength(10_000);
  });

  it('ends it although standard input is still open', async () => {
    sink = await startSink();
    const { child, ended } = startProducer([...to(temporaryFolder()), '-'], kaggleFile(3), { keepOpen: true });
    while (sink.calls.length === 0) await new Promise((turn) => setTimeout(turn, 10));
    child.kill('SIGINT');
    expect((await ended).status).toBe(130);
    expect(sentIds()).toEqual(ids(3));
  });

  it('a second one ends it at once, although the stream is silent', async () => {
    sink = await startSink(() => 'silence');
    const path = put(temporaryFolder(), 'trips.csv', kaggleFile(10));
    const { child, ended } = startProducer([...to(temporaryFolder()), path]);
    while (sink.calls.length === 0) await new Promise((turn) => setTimeout(turn, 10));
    child.kill('SIGINT');
    // The copy that npm passes on of the same Ctrl-C does not count.
    child.kill('SIGINT');
    const again = setInterval(() => child.kill('SIGINT'), 600);
    expect((await ended).status).toBe(130);
    clearInterval(again);
  });
});

it('loses no trip when it is killed and started again', async () => {
  sink = await startSink();
  const out = temporaryFolder();
  const rows = kaggleFile(10_000).split('\n');
  rows[1] = 'no trip';
  const path = put(temporaryFolder(), 'trips.csv', rows.join('\n'));
  const { child, ended } = startProducer([...to(out), '--rate', '3000', '--linger', '10', path]);
  const position = join(out, 'trips.position.json');
  // On a busy machine the first saved position may still be the file's beginning.
  const settled = () => existsSync(position) && JSON.parse(readFileSync(position, 'utf8')).line > 0;
  while (!settled()) await new Promise((turn) => setTimeout(turn, 10));
  child.kill('SIGKILL');
  expect((await ended).signal).toBe('SIGKILL');
  const before = sink.trips.length;
  const again = await produce([...to(out), '--resume', path]);
  expect(again.status).toBe(0);
  expect(new Set(sentIds())).toEqual(new Set(ids(10_000).slice(1)));
  expect(before).toBeGreaterThan(0);
  expect(reportOf(again).rows_skipped).toBeGreaterThan(0);
  expect(readFileSync(join(out, 'trips.rejects.ndjson'), 'utf8').trim().split('\n')).toHaveLength(1);
});

it('shows its help', async () => {
  const ended = await produce(['--help']);
  expect(ended).toMatchObject({ status: 0, stderr: '' });
  expect(ended.stdout).toContain('npm run produce -- [flags] FILE…');
});
