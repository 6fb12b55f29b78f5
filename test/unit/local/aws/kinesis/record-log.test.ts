/** The ordered log of a shard. */
import { RecordLog } from '../../../../../local/aws/kinesis/shard/record-log';
import { SequenceNumbers } from '../../../../../local/aws/kinesis/shard/sequence';

const record = (arrivedAt: number) => ({ sequenceNumber: '', partitionKey: 'k', data: Buffer.alloc(0), arrivedAt });

describe('a record log', () => {
  it('keeps the running numbers while its front is removed', () => {
    const log = new RecordLog();
    for (let time = 1; time <= 5000; time += 1) log.append(record(time));
    for (let count = 0; count < 3000; count += 1) log.shift();
    log.append(record(5001));
    expect([log.first, log.next]).toEqual([3001, 5002]);
    expect([3000, 3001, 5001, 5002].map((position) => log.at(position)?.arrivedAt)).toEqual([
      undefined,
      3001,
      5001,
      undefined,
    ]);
  });

  it('finds the first record since a time', () => {
    const log = new RecordLog();
    for (const time of [10, 20, 20, 30]) log.append(record(time));
    log.shift();
    expect([0, 20, 21, 30, 31].map((time) => log.firstSince(time))).toEqual([2, 2, 4, 4, 5]);
  });

  it('removes nothing when it is empty', () => {
    expect(new RecordLog().shift()).toBeUndefined();
  });
});

describe('sequence numbers', () => {
  const numbers = new SequenceNumbers(Date.UTC(2026, 0, 1), 3);

  it('parse to the number that they were made from', () => {
    expect(numbers.parse(numbers.format(123_456_789))).toBe(123_456_789);
  });

  it('are 56 digits that sort as text by age', () => {
    expect(numbers.format(9)).toMatch(/^49\d{54}$/);
    expect(numbers.format(9) < numbers.format(10)).toBe(true);
  });

  it('of another shard or stream are not parsed', () => {
    expect(numbers.parse(new SequenceNumbers(Date.UTC(2026, 0, 1), 4).format(1))).toBeUndefined();
    expect(numbers.parse(new SequenceNumbers(Date.UTC(2026, 0, 2), 3).format(1))).toBeUndefined();
    expect(numbers.parse('0')).toBeUndefined();
  });
});
