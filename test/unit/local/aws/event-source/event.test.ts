import { KinesisEventFormat } from '../../../../../local/aws/event-source/kinesis-event';
import { MAX_PAYLOAD_BYTES } from '../../../../../local/aws/function/invocation';
import { arrange, runUntilIdle, SHARD_ID, STREAM_ARN } from './fakes';

describe('the event', () => {
  it('equals what Lambda sends to a function, field by field', async () => {
    const { mapping, shard, target } = arrange({});
    shard.put('a trip', { key: 'CMT', arrivedAt: 1_700_000_000_123 });

    await runUntilIdle(mapping);

    expect(target.payloads.map((payload) => JSON.parse(payload))).toEqual([
      {
        Records: [
          {
            kinesis: {
              kinesisSchemaVersion: '1.0',
              partitionKey: 'CMT',
              sequenceNumber: '101',
              data: 'YSB0cmlw',
              approximateArrivalTimestamp: 1_700_000_000.123,
            },
            eventSource: 'aws:kinesis',
            eventVersion: '1.0',
            eventID: 'shardId-000000000000:101',
            eventName: 'aws:kinesis:record',
            invokeIdentityArn: 'arn:aws:iam::111122223333:role/transform',
            awsRegion: 'eu-west-1',
            eventSourceARN: STREAM_ARN,
          },
        ],
      },
    ]);
  });

  it('is measured to the byte before it is written, whatever the partition key', () => {
    const format = new KinesisEventFormat(SHARD_ID, { streamArn: STREAM_ARN, invokeIdentityArn: 'role' });
    const records = ['a', 'é"\\', '鍵\n'].map((partitionKey, index) => ({
      sequenceNumber: String(101 + index),
      partitionKey,
      data: Buffer.alloc(index),
      arrivedAt: 1000 + index,
    }));
    const bytes = records.reduce((sum, record) => sum + format.recordBytes(record), 0);

    // The measure counts a comma after each record, but the event has none after the last.
    expect(KinesisEventFormat.eventBytes(bytes)).toBe(Buffer.byteLength(format.payload(records)) + 1);
  });
});

describe('a batch', () => {
  it('closes at the batch size', async () => {
    const { mapping, shard, target } = arrange({ batchSize: 2 });
    for (const text of ['a', 'b', 'c', 'd', 'e']) shard.put(text);

    await runUntilIdle(mapping);

    expect(target.batches).toEqual([['a', 'b'], ['c', 'd'], ['e']]);
  });

  it('closes before its event exceeds 6 MB, with base64 and envelope', async () => {
    const { mapping, shard, target } = arrange({ batchSize: 100 });
    for (let index = 0; index < 10; index += 1) shard.put(Buffer.alloc(1_000_000));

    await runUntilIdle(mapping);

    const sizes = target.payloads.map((payload) => Buffer.byteLength(payload));
    expect(target.payloads.map((payload) => JSON.parse(payload).Records.length)).toEqual([4, 4, 2]);
    expect(Math.max(...sizes)).toBeLessThanOrEqual(MAX_PAYLOAD_BYTES);
  });

  it('contains only one record if that is too large for any event, so that it fails visibly', async () => {
    const { mapping, shard, target } = arrange({});
    shard.put('before');
    shard.put(Buffer.alloc(5_000_000));
    shard.put('after');

    await runUntilIdle(mapping);

    expect(target.payloads.map((payload) => JSON.parse(payload).Records.length)).toEqual([1, 1, 1]);
  });
});
