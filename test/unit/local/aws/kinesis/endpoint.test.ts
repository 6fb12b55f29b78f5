/** The Kinesis endpoint as a whole. */
import { createServer } from 'node:http';
import type { AddressInfo } from 'node:net';
import { PutRecordCommand, PutRecordsCommand } from '@aws-sdk/client-kinesis';
import { KinesisEndpoint } from '../../../../../local/aws/kinesis/endpoint';
import { bytes, client, wiring } from './support';

describe('the endpoint', () => {
  let endpoint: KinesisEndpoint;
  let kinesis: ReturnType<typeof client>;

  beforeEach(async () => {
    endpoint = await KinesisEndpoint.start({ streams: [wiring('trips')], limits: false });
    kinesis = client(endpoint.url);
  });
  afterEach(async () => {
    kinesis.destroy();
    await endpoint.stop();
  });

  const record = (text: string) => ({ PartitionKey: text, Data: bytes(text) });
  const put = (through = kinesis) => through.send(new PutRecordCommand({ StreamName: 'trips', ...record('x') }));
  const putMany = (count: number) =>
    kinesis.send(
      new PutRecordsCommand({
        StreamName: 'trips',
        Records: Array.from({ length: count }, (_, index) => record(`trip-${index}`)),
      }),
    );
  const post = async (target: string, body: string, contentType = 'application/x-amz-json-1.1') => {
    const headers = { 'x-amz-target': target, 'content-type': contentType };
    const response = await fetch(endpoint.url, { method: 'POST', headers, body });
    return { status: response.status, ...((await response.json()) as { __type: string; message: string }) };
  };

  it('tells a CBOR client which switch turns CBOR off', async () => {
    const answer = await post('Kinesis_20131202.ListShards', '', 'application/x-amz-cbor-1.1');
    expect(answer).toMatchObject({ status: 415, __type: 'UnsupportedMediaTypeException' });
    expect(answer.message).toMatch(/AWS_CBOR_DISABLE=1.*CBOR_ENABLED=false/);
  });

  it('lists its actions to a client that calls another', async () => {
    const answer = await post('Kinesis_20131202.SplitShard', '{}');
    expect(answer).toMatchObject({ status: 400, __type: 'UnknownOperationException' });
    expect(answer.message).toMatch(/SplitShard.*PutRecords.*GetRecords/);
  });

  it.each([
    ['a body that is not JSON', '{"StreamName"'],
    ['a body that is not an object', '[]'],
    ['a number for a name', '{"StreamName":1,"PartitionKey":"k","Data":""}'],
    ['data that is not base64', '{"StreamName":"trips","PartitionKey":"k","Data":"a*b="}'],
    ['truncated data', '{"StreamName":"trips","PartitionKey":"k","Data":"YWJjZ"}'],
  ])('answers %s with a SerializationException', async (_, body) => {
    await expect(post('Kinesis_20131202.PutRecord', body)).resolves.toMatchObject({
      status: 400,
      __type: 'SerializationException',
    });
  });

  it('tells a browser what it is', async () => {
    const response = await fetch(endpoint.url);
    expect(await response.text()).toContain('X-Amz-Target');
  });

  it('refuses a body that is too large for any Kinesis call', async () => {
    await expect(post('Kinesis_20131202.PutRecords', ' '.repeat(65 * 1024 * 1024))).resolves.toMatchObject({
      status: 413,
    });
  });

  it('names the port when it is taken', async () => {
    const other = createServer();
    await new Promise<void>((resolve) => other.listen(0, '127.0.0.1', resolve));
    const { port } = other.address() as AddressInfo;
    await expect(KinesisEndpoint.start({ streams: [], port })).rejects.toThrow(`Port ${port} on 127.0.0.1 is taken`);
    other.close();
  });

  it('ends its connections when it stops', async () => {
    await put();
    await endpoint.stop();
    await expect(put()).rejects.toThrow(/ECONNREFUSED|ECONNRESET|socket hang up/);
    await expect(endpoint.stop()).resolves.toBeUndefined();
  });

  it('counts records and bytes by stream, keys included', async () => {
    await putMany(10);
    expect(endpoint.counters.trips).toMatchObject({ records: 10, bytes: 2 * 10 * 'trip-0'.length, held: 10 });
  });

  it('refuses the shares of entries that were set at run time, and stores the rest', async () => {
    endpoint.setFaults({ throttled: 0.2, internalFailure: 0.2 });
    const { FailedRecordCount = 0, Records = [] } = await putMany(200);
    const codes = new Set(Records.map((each) => each.ErrorCode));
    expect(codes).toEqual(new Set([undefined, 'ProvisionedThroughputExceededException', 'InternalFailure']));
    expect(endpoint.counters.trips?.records).toBe(200 - FailedRecordCount);
    endpoint.setFaults({});
    await expect(putMany(200)).resolves.toMatchObject({ FailedRecordCount: 0 });
  });

  it('answers 500 when a fault gives a single record an InternalFailure', async () => {
    endpoint.setFaults({ internalFailure: 1 });
    await expect(put()).rejects.toMatchObject({ name: 'InternalFailure', $metadata: { httpStatusCode: 500 } });
  });

  it('resets connections before or after storing', async () => {
    endpoint.setFaults({ reset: 1 });
    for (let call = 0; call < 20; call += 1) await expect(put()).rejects.toThrow('ECONNRESET');
    const stored = endpoint.counters.trips?.records ?? 0;
    expect(stored).toBeGreaterThan(0);
    expect(stored).toBeLessThan(20);
  });

  it('stores a record twice when a client sends it again after a reset', async () => {
    endpoint.setFaults({ reset: 0.5 });
    const patient = client(endpoint.url, 50);
    for (let call = 0; call < 5; call += 1) await put(patient);
    patient.destroy();
    expect(endpoint.counters.trips?.records).toBeGreaterThan(5);
  });

  it('stores a record at once though its answer is late', async () => {
    endpoint.setFaults({ latencyMs: 3_600_000 });
    const arrived = new Promise((resolve) => endpoint.stream('trips').onArrival(resolve));
    const answer = put().then(
      () => 'answered',
      () => 'cut off',
    );
    await arrived;
    await endpoint.stop();
    await expect(answer).resolves.toBe('cut off');
  });
});
