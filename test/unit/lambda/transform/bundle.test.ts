import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { bundle } from '../../../support/bundle';
import { FunctionProcess } from '../../../support/function-process';
import { SegmentSink } from '../../../support/segment-sink';
import { FirehoseServer } from './firehose-server';
import { aggregate, documents, record, sequenceNumber, tripJson } from './support';

const directory = mkdtempSync(join(tmpdir(), 'tripstream-transform-'));
const firehose = new FirehoseServer();
const xray = new SegmentSink();
const usual = firehose.answer;
let variables: Record<string, string> = {};
let file = '';

beforeAll(async () => {
  file = await bundle('transform', directory);
  variables = {
    AWS_ENDPOINT_URL_FIREHOSE: await firehose.start(),
    AWS_XRAY_DAEMON_ADDRESS: await xray.start(),
    POWERTOOLS_SERVICE_NAME: 'transform',
    TRIPS_DELIVERY_STREAM: 'trips-delivery',
    QUARANTINE_DELIVERY_STREAM: 'quarantine-delivery',
    DOCUMENTS_PER_RECORD: '500',
    LAKE_FIRST_YEAR: '2009',
    LAKE_LAST_YEAR: '2030',
  };
});

afterAll(() => {
  firehose.stop();
  xray.stop();
  rmSync(directory, { recursive: true });
});

beforeEach(() => {
  firehose.answer = usual;
  firehose.calls.length = 0;
  xray.segments.length = 0;
});

function event(...data: readonly (string | Uint8Array)[]): object {
  const eventSourceARN = 'arn:aws:kinesis:eu-west-1:123456789012:stream/trips';
  const records = data.map((each, position) => {
    const { shardId, sequenceNumber, ...kinesis } = record(each, position);
    return { eventID: `${shardId}:${sequenceNumber}`, eventSourceARN, kinesis: { ...kinesis, sequenceNumber } };
  });
  return { Records: records };
}

const SECRET = 'a-payload-nobody-shall-read';
const EVENT = event(
  aggregate(tripJson({ trip_id: 'a', source: SECRET }), tripJson({ trip_id: 'b' })),
  tripJson({ trip_id: 'c', passenger_count: 0, vendor_id: SECRET }),
  `{"trip_id": "${SECRET}"`,
);

const delivered = (stream: string) =>
  documents(
    firehose.calls.filter((call) => call.stream === stream).flatMap(({ data }) => data.map((each) => ({ data: each }))),
  );

it('delivers with the real SDK when imported from an ES module with Lambda’s variables', async () => {
  const running = await FunctionProcess.start(file, variables);
  expect(await running.invoke(EVENT)).toEqual({ batchItemFailures: [] });
  await running.stop();
  expect(delivered('trips-delivery')).toMatchObject([
    { trip_id: 'a', source: SECRET },
    { trip_id: 'b', source: 'kinesis:trips', ingested_at: expect.stringMatching(/^\d{4}-.*Z$/) },
  ]);
  expect(delivered('quarantine-delivery')).toMatchObject([
    { trip_id: 'c', shard_id: 'shardId-000000000003', sequence_number: sequenceNumber(1) },
    { reasons: ['document:not_json'], sequence_number: sequenceNumber(2) },
  ]);
  expect(firehose.calls[0]?.headers).toMatchObject({ 'x-amz-target': 'Firehose_20150804.PutRecordBatch' });
});

it('writes one log line and one set of metrics per batch at INFO, and no payload', async () => {
  const running = await FunctionProcess.start(file, variables);
  for (let batch = 0; batch < 3; batch++) await running.invoke(EVENT);
  const lines = await running.stop();
  expect(lines.join('\n')).not.toContain(SECRET);
  const parsed = lines.map((line) => JSON.parse(line));
  expect(parsed.filter(({ level }) => level !== undefined)).toHaveLength(3);
  expect(parsed.find(({ level }) => level !== undefined)).toMatchObject({
    level: 'INFO',
    service: 'transform',
    function_request_id: 'r1',
    received: 3,
    accepted: 2,
    quarantined: 2,
    undelivered: 0,
    reasons: { 'vendor_id:unknown_value': 1, 'passenger_count:below_minimum': 1, 'document:not_json': 1 },
  });
  const metrics = parsed.filter(({ _aws }) => _aws !== undefined);
  // Per batch one line and one for each of its three reasons; one for the cold start.
  expect(metrics).toHaveLength(3 * 4 + 1);
  expect(metrics.filter(({ ColdStart }) => ColdStart === 1)).toHaveLength(1);
  expect(metrics.find(({ TripsAccepted }) => TripsAccepted !== undefined)).toMatchObject({
    TripsAccepted: 2,
    TripsQuarantined: 2,
    RecordsReceived: 3,
    RecordsRetried: 0,
    RecordsUndelivered: 0,
    BytesDelivered: expect.any(Number),
    service: 'transform',
  });
  expect(metrics.find(({ reason }) => reason === 'document:not_json')).toMatchObject({ QuarantineReasons: 1 });
});

it('writes record ids and problems at DEBUG', async () => {
  const running = await FunctionProcess.start(file, { ...variables, POWERTOOLS_LOG_LEVEL: 'DEBUG' });
  await running.invoke(EVENT);
  const debug = (await running.stop()).map((line) => JSON.parse(line)).filter(({ level }) => level === 'DEBUG');
  expect(debug).toContainEqual(expect.objectContaining({ sequenceNumber: sequenceNumber(0) }));
  expect(debug).toContainEqual(
    expect.objectContaining({
      sequence_number: sequenceNumber(1),
      reasons: expect.arrayContaining(['passenger_count:below_minimum']),
    }),
  );
});

it('traces the handler and each call to Firehose, and nothing else', async () => {
  const running = await FunctionProcess.start(file, variables);
  await running.invoke(EVENT);
  await running.invoke(EVENT);
  await running.stop();
  await xray.atLeast(2 + firehose.calls.length);
  const handlers = xray.segments.filter(({ name }) => name === '## index.handler');
  expect(handlers.map(({ annotations }) => annotations)).toEqual([
    { ColdStart: true, Service: 'transform' },
    { ColdStart: false, Service: 'transform' },
  ]);
  expect(xray.segments.filter(({ name }) => name === 'Firehose')).toHaveLength(firehose.calls.length);
  expect(xray.segments).toHaveLength(2 + firehose.calls.length);
});

it('resends what Firehose refused temporarily', async () => {
  firehose.answer = (call) =>
    firehose.calls.length < 3
      ? { status: 503, body: { __type: 'ServiceUnavailableException', message: 'Slow down.' } }
      : usual(call);
  const running = await FunctionProcess.start(file, variables);
  expect(await running.invoke(EVENT)).toEqual({ batchItemFailures: [] });
  expect((await running.stop()).join()).toContain('"RecordsRetried":3');
});

it('reports the lowest record that was not delivered, and marks the trace', async () => {
  firehose.answer = (call) =>
    call.stream === 'quarantine-delivery'
      ? { status: 400, body: { __type: 'ResourceNotFoundException', message: 'No such stream.' } }
      : usual(call);
  const running = await FunctionProcess.start(file, variables);
  expect(await running.invoke(EVENT)).toEqual({ batchItemFailures: [{ itemIdentifier: sequenceNumber(1) }] });
  const lines = (await running.stop()).map((line) => JSON.parse(line));
  expect(lines).toContainEqual(
    expect.objectContaining({ level: 'ERROR', undelivered: 1, reason: 'ResourceNotFoundException: No such stream.' }),
  );
  await xray.atLeast(3);
  expect(xray.segments).toContainEqual(expect.objectContaining({ name: '## index.handler', fault: true }));
});

it('names a missing variable at its start', async () => {
  const starting = FunctionProcess.start(file, { ...variables, DOCUMENTS_PER_RECORD: '501' });
  await expect(starting).rejects.toThrow('DOCUMENTS_PER_RECORD is "501": give a whole number from 1 to 500.');
});
