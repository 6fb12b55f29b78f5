import { KinesisEventFormat } from '../../../../../local/aws/event-source/kinesis-event';
import { MAX_PAYLOAD_BYTES } from '../../../../../local/aws/function/invocation';
import { arrange, drained, SHARD_ID, STREAM_ARN } from './fakes';

describe('the event', () => {
  it('is what Lambda gives a function, field by field', async () => {
    const { mapping, shard, target } = arrange({});
    shard.put('a trip', { key: 'CMT', arrivedAt: 1_700_000_000_123 });

    await drained(mapping);

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

  it('is measured to the byte before it is made, whatever the partition key', () => {
    const format = new KinesisEventFormat(SHARD_ID, { streamArn: STREAM_ARN, invokeIdentityArn: 'role' });
    const records = ['a', 'é"\\', '鍵\n'].map((partitionKey, index) => ({
      sequenceNumber: String(101 + index),
      partitionKey,
      data: Buffer.alloc(index),
      arrivedAt: 1000 + index,
    }));
    const bytes = records.reduce((sum, record) => sum + format.recordBytes(record), 0);

    // The measure counts a comma behind each record, the event has none behind the last.
    expect(KinesisEventFormat.eventBytes(bytes)).toBe(Buffer.byteLength(format.payload(records)) + 1);
  });
});

describe('a batch', () => {
  it('closes at the batch size', async () => {
    const { mapping, shard, target } = arrange({ batchSize: 2 });
    for (const text of ['a', 'b', 'c', 'd', 'e']) shard.put(text);

    await drained(mapping);

    expect(target.batches).toEqual([['a', 'b'], ['c', 'd'], ['e']]);
  });

  it('closes before its event passes 6 MB, base64 and envelope counted', async () => {
    const { mapping, shard, target } = arrange({ batchSize: 100 });
    for (let index = 0; index < 10; index += 1) shard.put(Buffer.alloc(1_000_000));

    await drained(mapping);

    const sizes = target.payloads.map((payload) => Buffer.byteLength(payload));
    expect(target.payloads.map((payload) => JSON.parse(payload).Records.length)).toEqual([4, 4, 2]);
    expect(Math.max(...sizes)).toBeLessThanOrEqual(MAX_PAYLOAD_BYTES);
  });

  it('holds one record alone that is too large for any event, so that its failure is seen', async () => {
    const { mapping, shard, target } = arrange({});
    shard.put('before');
    shard.put(Buffer.alloc(5_000_000));
    shard.put('after');

    await drained(mapping);

    expect(target.payloads.map((payload) => JSON.parse(payload).Records.length)).toEqual([1, 1, 1]);
  });
});
