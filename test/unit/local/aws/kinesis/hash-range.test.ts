/** Which shard a hash key belongs to. */
import { evenRanges, hashKeyOf, parseHashKey, shardIndex } from '../../../../../local/aws/kinesis/shard/hash-range';

const LAST = 2n ** 128n - 1n;

describe('hash key ranges', () => {
  it('divide all hash keys as AWS does for an on-demand stream', () => {
    expect(evenRanges(4).map(({ start }) => String(start))).toEqual([
      '0',
      '85070591730234615865843651857942052864',
      '170141183460469231731687303715884105728',
      '255211775190703847597530955573826158592',
    ]);
  });

  it.each([1, 2, 3, 7, 100])('leave no gap and no overlap between %i shards', (shards) => {
    const ranges = evenRanges(shards);
    expect(ranges[0]?.start).toBe(0n);
    expect(ranges.at(-1)?.end).toBe(LAST);
    for (const [index, range] of ranges.slice(1).entries()) expect(range.start).toBe((ranges[index]?.end ?? 0n) + 1n);
  });

  it.each([1, 2, 3, 7, 100])('agree with the routing at both ends of each of %i shards', (shards) => {
    for (const [index, { start, end }] of evenRanges(shards).entries()) {
      expect([shardIndex(start, shards), shardIndex(end, shards)]).toEqual([index, index]);
    }
  });
});

describe('hash keys', () => {
  it('are the MD5 of the key in UTF-8', () => {
    // Test vector of RFC 1321.
    expect(hashKeyOf('abc').toString(16)).toBe('900150983cd24fb0d6963f7d28e17f72');
    expect(hashKeyOf('é').toString(16)).toBe('66ddcd97cfdeabb2f6fb8a999b4bc76f');
  });

  it('are read from decimal text of 0 to 2^128-1', () => {
    expect(parseHashKey('0')).toBe(0n);
    expect(parseHashKey(String(LAST))).toBe(LAST);
  });

  it.each([String(LAST + 1n), '-1', '007', '1.5', 'x', ''])('are refused from "%s"', (text) => {
    expect(parseHashKey(text)).toBeUndefined();
  });
});
