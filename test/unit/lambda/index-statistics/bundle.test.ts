import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { Bucket } from '../../../../local/aws/bucket/bucket';
import { S3Endpoint } from '../../../../local/aws/bucket/s3-endpoint';
import { SecretsEndpoint } from '../../../../local/aws/secrets/endpoint';
import { bundle } from '../../../support/bundle';
import { FakeOpenSearch } from '../../../support/fake-opensearch';
import { FunctionProcess } from '../../../support/function-process';
import { SegmentSink } from '../../../support/segment-sink';
import { aggregate, record, rowJson, sequenceNumber } from './support';

const directory = mkdtempSync(join(tmpdir(), 'tripstream-index-'));
const bucket = new Bucket(directory, 'lake');
const search = new FakeOpenSearch();
const xray = new SegmentSink();
const WRITER = 'arn:aws:secretsmanager:eu-west-1:123456789012:secret:writer-AbCdEf';
const SECRETS = [
  {
    name: 'writer',
    arn: WRITER,
    // JSON would escape these, so that the test would miss a password in a log.
    generate: {
      secretStringTemplate: '{"username":"tripstream_writer"}',
      generateStringKey: 'password',
      excludeCharacters: '"\\',
    },
  },
];
let secrets: SecretsEndpoint;
let s3: S3Endpoint;
let variables: Record<string, string> = {};
let file = '';

beforeAll(async () => {
  file = await bundle('index-statistics', directory);
  secrets = await SecretsEndpoint.start({ secrets: SECRETS });
  s3 = await S3Endpoint.start({ buckets: [bucket] });
  variables = {
    SEARCH_ENDPOINT: await search.start(),
    WRITER_SECRET_ARN: WRITER,
    REFUSED_BUCKET: 'lake',
    REFUSED_PREFIX: 'statistics-refused/',
    AWS_ENDPOINT_URL_SECRETS_MANAGER: secrets.url,
    AWS_ENDPOINT_URL_S3: s3.url,
    AWS_XRAY_DAEMON_ADDRESS: await xray.start(),
    POWERTOOLS_SERVICE_NAME: 'index-statistics',
  };
});

afterAll(async () => {
  search.stop();
  xray.stop();
  await secrets.stop();
  await s3.stop();
  rmSync(directory, { recursive: true });
});

beforeEach(() => {
  search.answer = () => undefined;
  search.requests.length = 0;
  xray.segments.length = 0;
  search.store.documents.clear();
});

function event(...data: readonly (string | Uint8Array)[]): object {
  const eventSourceARN = 'arn:aws:kinesis:eu-west-1:123456789012:stream/statistics';
  const records = data.map((each, position) => {
    const { shardId, ...kinesis } = record(each, position);
    return { eventID: `${shardId}:${kinesis.sequenceNumber}`, eventSourceARN, kinesis };
  });
  return { Records: records };
}

const PRIVATE = 'a-payload-nobody-shall-read';
const hour = (id: string, n: number) => rowJson({ document_id: id, n, trips: n });
const EVENT = event(hour('a', 1), aggregate(hour('a', 3), hour('b', 2)), `{"statistic": "${PRIVATE}"`);
const password = () => JSON.parse(secrets.value('writer')).password;
const linesOf = (text: string) =>
  text
    .trimEnd()
    .split('\n')
    .map((line) => JSON.parse(line));

it('indexes a batch as the writer’s user, when imported from an ES module with Lambda’s variables', async () => {
  const running = await FunctionProcess.start(file, variables);
  expect(await running.invoke(EVENT)).toEqual({ batchItemFailures: [] });
  await running.stop();
  expect(search.requests).toHaveLength(1);
  expect(search.requests[0]).toMatchObject({ method: 'POST', user: `tripstream_writer:${password()}` });
  expect([...search.store.documents].map(([id, { source }]) => [id, source.trips])).toEqual([
    ['trip-hour/a', 3],
    ['trip-hour/b', 2],
  ]);
});

it('keeps what is refused in the bucket', async () => {
  search.answer = ({ body }) => ({
    status: 200,
    body: search.store.bulk(body, (id) => (id === 'b' ? { status: 400, type: 'mapper_parsing_exception' } : undefined)),
  });
  const running = await FunctionProcess.start(file, variables);
  const before = await bucket.list();
  expect(await running.invoke(EVENT)).toEqual({ batchItemFailures: [] });
  await running.stop();
  const key = (await bucket.list()).find((each) => !before.includes(each) || each.includes(sequenceNumber(2))) ?? '';
  expect(key).toMatch(/^statistics-refused\/\d{4}\/\d{2}\/\d{2}\/shardId-000000000003-/);
  expect(linesOf((await bucket.read(key)).toString())).toMatchObject([
    { reason: 'opensearch:mapper_parsing_exception', payload: hour('b', 2), sequence_number: sequenceNumber(1) },
    { reason: 'document:not_json', payload: `{"statistic": "${PRIVATE}"`, sequence_number: sequenceNumber(2) },
  ]);
});

it('has Lambda retry refused rows that the bucket does not take', async () => {
  const running = await FunctionProcess.start(file, { ...variables, REFUSED_BUCKET: 'no-such-bucket' });
  expect(await running.invoke(EVENT)).toEqual({ batchItemFailures: [{ itemIdentifier: sequenceNumber(2) }] });
  expect((await running.stop()).join()).toContain('NoSuchBucket');
});

it('reads the password once, and again after a rotation', async () => {
  search.answer = ({ user }) =>
    user === `tripstream_writer:${password()}` ? undefined : { status: 401, body: 'Unauthorized' };
  const running = await FunctionProcess.start(file, variables);
  await running.invoke(event(hour('a', 1)));
  secrets.rotate('writer');
  expect(await running.invoke(event(hour('a', 2)))).toEqual({ batchItemFailures: [] });
  await running.stop();
  expect(search.requests).toHaveLength(3);
  expect(search.store.documents.get('trip-hour/a')?.source.trips).toBe(2);
});

it('reports the whole batch when the password stays wrong', async () => {
  search.answer = () => ({ status: 401, body: 'Unauthorized' });
  const running = await FunctionProcess.start(file, variables);
  expect(await running.invoke(EVENT)).toEqual({ batchItemFailures: [{ itemIdentifier: sequenceNumber(0) }] });
  expect((await running.stop()).join()).toContain('401 no reason given');
  expect(search.requests).toHaveLength(2);
});

it('reports the whole batch when OpenSearch cannot be reached', async () => {
  const running = await FunctionProcess.start(file, { ...variables, SEARCH_ENDPOINT: 'http://127.0.0.1:9' });
  expect(await running.invoke(EVENT)).toEqual({ batchItemFailures: [{ itemIdentifier: sequenceNumber(0) }] });
  expect((await running.stop()).join()).toContain('ECONNREFUSED');
});

it('writes one log line and one set of metrics per batch, without payload or password', async () => {
  const running = await FunctionProcess.start(file, variables);
  await running.invoke(EVENT);
  const output = await running.stop();
  expect(output.join('\n')).not.toContain(PRIVATE);
  expect(output.join('\n')).not.toContain(password());
  const lines = output.map((line) => JSON.parse(line));
  expect(lines.filter(({ level }) => level !== undefined)).toMatchObject([
    {
      level: 'INFO',
      service: 'index-statistics',
      records: 3,
      received: 4,
      indexed: 2,
      superseded: 1,
      refused: 1,
      unwritten: 0,
      reasons: { 'document:not_json': 1 },
    },
  ]);
  expect(lines.find(({ RowsReceived }) => RowsReceived !== undefined)).toMatchObject({
    RowsReceived: 4,
    DocumentsIndexed: 2,
    DocumentsSuperseded: 1,
    DocumentsRefused: 1,
    DocumentsUnwritten: 0,
    Retried: 0,
    Freshness: [expect.any(Number), expect.any(Number)],
  });
});

it('writes the freshness of every document, however many', async () => {
  const running = await FunctionProcess.start(file, variables);
  await running.invoke(event(...Array.from({ length: 250 }, (_, id) => hour(`${id}`, 1))));
  const lines = (await running.stop()).map((line) => JSON.parse(line));
  const sum = (name: string) => lines.flatMap((line) => line[name] ?? []).reduce((a, b) => a + b, 0);
  expect(lines.flatMap(({ Freshness = [] }) => Freshness)).toHaveLength(250);
  expect([sum('RowsReceived'), sum('DocumentsIndexed')]).toEqual([250, 250]);
});

it('traces the handler and its calls to Secrets Manager, OpenSearch and S3', async () => {
  const running = await FunctionProcess.start(file, variables);
  await running.invoke(EVENT);
  await running.stop();
  await xray.atLeast(4);
  const names = xray.segments.map(({ name }) => name);
  expect(names.sort()).toEqual(['## index.handler', 'OpenSearch', 'S3', 'SecretsManager']);
  const handler = xray.segments.find(({ name }) => name === '## index.handler');
  const others = xray.segments.filter(({ name }) => name !== '## index.handler');
  expect(others.map(({ parent_id, namespace }) => [parent_id, namespace !== undefined])).toEqual(
    others.map(() => [handler.id, true]),
  );
});

it('names a missing variable at its start', async () => {
  const starting = FunctionProcess.start(file, { ...variables, REFUSED_BUCKET: '' });
  await expect(starting).rejects.toThrow('REFUSED_BUCKET is not set: give the name of the bucket');
});
