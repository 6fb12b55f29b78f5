/** The Firehose API, called with the SDK. */
import {
  DescribeDeliveryStreamCommand,
  ListDeliveryStreamsCommand,
  PutRecordBatchCommand,
  PutRecordCommand,
} from '@aws-sdk/client-firehose';
import { type Running, start } from './support';

const KIB = 1024;
let running: Running;
beforeAll(async () => {
  running = await start();
});
afterAll(() => running.close());

const records = () => running.endpoint.stream('notes').counters.records;

describe('the endpoint', () => {
  it('takes a record and gives it an id', async () => {
    const answer = await running.client.send(
      new PutRecordCommand({ DeliveryStreamName: 'notes', Record: { Data: Buffer.from('a') } }),
    );
    expect(answer.RecordId).toMatch(/.+/);
  });

  it('takes 500 records, and one of 1,000 KiB', async () => {
    const before = records();
    const answer = await running.put('notes', new Array<string>(500).fill('a'));
    expect(answer.FailedPutCount).toBe(0);
    expect(new Set(answer.RequestResponses?.map(({ RecordId }) => RecordId)).size).toBe(500);
    await running.put('notes', [Buffer.alloc(1000 * KIB)]);
    expect(records()).toBe(before + 501);
  });

  it.each([
    ['501 records', new Array<string>(501).fill('a'), 'ValidationException', 'less than or equal to 500'],
    [
      'a record of 1,000 KiB and a byte',
      ['a', Buffer.alloc(1000 * KIB + 1)],
      'ValidationException',
      'records.2.member.data',
    ],
    [
      '4 MiB and a byte',
      [...new Array(4).fill(Buffer.alloc(1000 * KIB)), Buffer.alloc(96 * KIB + 1)],
      'InvalidArgumentException',
      '4 MB',
    ],
    ['no record', [], 'ValidationException', 'greater than or equal to 1'],
  ])('refuses %s whole', async (_, batch, name, message) => {
    const before = records();
    await expect(running.put('notes', batch)).rejects.toMatchObject({
      name,
      message: expect.stringContaining(message),
    });
    expect(records()).toBe(before);
  });

  it('takes exactly 4 MiB', async () => {
    const batch = [...new Array(4).fill(Buffer.alloc(1000 * KIB)), Buffer.alloc(96 * KIB)];
    expect((await running.put('notes', batch)).FailedPutCount).toBe(0);
  });

  it('does not know a stream that the template does not have', async () => {
    const name = 'ResourceNotFoundException';
    await expect(running.put('elsewhere', ['a'])).rejects.toMatchObject({ name });
    const describe = new DescribeDeliveryStreamCommand({ DeliveryStreamName: 'elsewhere' });
    await expect(running.client.send(describe)).rejects.toMatchObject({ name });
    expect(() => running.endpoint.stream('elsewhere')).toThrow(
      'There is no delivery stream "elsewhere". Delivery streams: rides, notes.',
    );
  });

  it('describes a stream as the template states it', async () => {
    const { DeliveryStreamDescription: stream } = await running.client.send(
      new DescribeDeliveryStreamCommand({ DeliveryStreamName: 'rides' }),
    );
    expect(stream).toMatchObject({
      DeliveryStreamName: 'rides',
      DeliveryStreamStatus: 'ACTIVE',
      DeliveryStreamType: 'DirectPut',
    });
    expect(stream?.Destinations?.[0]?.ExtendedS3DestinationDescription).toMatchObject({
      BucketARN: 'arn:aws:s3:::lake',
      BufferingHints: { SizeInMBs: 64, IntervalInSeconds: 60 },
    });
  });

  it('lists its streams page by page', async () => {
    const first = await running.client.send(new ListDeliveryStreamsCommand({ Limit: 1 }));
    expect(first).toMatchObject({ DeliveryStreamNames: ['notes'], HasMoreDeliveryStreams: true });
    const next = await running.client.send(
      new ListDeliveryStreamsCommand({ ExclusiveStartDeliveryStreamName: 'notes' }),
    );
    expect(next).toMatchObject({ DeliveryStreamNames: ['rides'], HasMoreDeliveryStreams: false });
  });

  it.each([
    ['{', 'Firehose_20150804.PutRecord', 'SerializationException'],
    ['[]', 'Firehose_20150804.PutRecord', 'SerializationException'],
    ['{}', 'Firehose_20150804.PutRecord', 'ValidationException'],
    ['{"DeliveryStreamName":"notes","Record":{"Data":"?"}}', 'Firehose_20150804.PutRecord', 'SerializationException'],
    ['{"DeliveryStreamName":"notes","Record":{}}', 'Firehose_20150804.PutRecord', 'ValidationException'],
    ['{}', 'Firehose_20150804.DeleteDeliveryStream', 'UnknownOperationException'],
    ['{}', 'Kinesis_20131202.PutRecord', 'UnknownOperationException'],
  ])('answers %s to %s with %s', async (body, target, type) => {
    const answer = await fetch(running.endpoint.url, { method: 'POST', body, headers: { 'X-Amz-Target': target } });
    expect(answer.status).toBe(400);
    expect(await answer.json()).toMatchObject({ __type: type, message: expect.stringMatching(/.+/) });
  });

  it('listens on 127.0.0.1 and says when its port is taken', async () => {
    expect(running.endpoint.url).toMatch(/^http:\/\/127\.0\.0\.1:\d+$/);
    const port = Number(new URL(running.endpoint.url).port);
    await expect(start({ port })).rejects.toThrow(`Port ${port} on 127.0.0.1 is taken`);
  });
});

describe('faults', () => {
  const batch = new PutRecordBatchCommand({
    DeliveryStreamName: 'notes',
    Records: Array.from({ length: 200 }, (_, at) => ({ Data: Buffer.from(`${at}\n`) })),
  });

  it('refuse the same share of entries for the same seed, and store only the others', async () => {
    const outcomes = [];
    for (const seed of [7, 7, 8]) {
      const faulty = await start({ faults: { unavailable: 0.3, seed } });
      const { FailedPutCount, RequestResponses = [] } = await faulty.client.send(batch);
      const refused = RequestResponses.map(({ ErrorCode }) => ErrorCode);
      expect(refused.filter((code) => code === 'ServiceUnavailableException')).toHaveLength(FailedPutCount ?? 0);
      expect(faulty.endpoint.stream('notes').counters.records).toBe(200 - (FailedPutCount ?? 0));
      outcomes.push(refused);
      await faulty.close();
    }
    expect(outcomes[0]).toEqual(outcomes[1]);
    expect(outcomes[0]).not.toEqual(outcomes[2]);
    expect(outcomes[0]?.filter(Boolean).length).toBeGreaterThan(40);
    expect(outcomes[0]?.filter(Boolean).length).toBeLessThan(80);
  });

  it('reset connections, half of them after the records were accepted', async () => {
    const faulty = await start({ faults: { reset: 1, seed: 3 } });
    for (let call = 0; call < 20; call += 1) await expect(faulty.put('notes', ['a'])).rejects.toThrow();
    expect(faulty.endpoint.stream('notes').counters.records).toBeGreaterThan(3);
    expect(faulty.endpoint.stream('notes').counters.records).toBeLessThan(17);
    await faulty.close();
  });

  it('make answers late, not wrong', async () => {
    const faulty = await start({ faults: { latencyMs: 20 } });
    expect((await faulty.put('notes', ['a'])).FailedPutCount).toBe(0);
    await faulty.close();
  });
});
