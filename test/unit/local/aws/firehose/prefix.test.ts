/** Prefixes with expressions. */
import { parsePrefix } from '../../../../../local/aws/firehose/partition/prefix';

const arrivedAt = Date.UTC(2016, 1, 9, 3, 4, 5);
const evaluate = (text: string, partitionKeys = {}) =>
  parsePrefix(text, 'Prefix').evaluate({ arrivedAt, partitionKeys, errorOutputType: 'x-failed' });

describe('a prefix', () => {
  it.each([
    ['a/!{timestamp:yyyy/MM/dd/HH}/', 'a/2016/02/09/03/'],
    ["!{timestamp:yyyy'-'MM'-'dd}", '2016-02-09'],
    ["!{timestamp:yy-M-d H:mm:ss 'o''clock' DDD}", "16-2-9 3:04:05 o'clock 040"],
    ['!{firehose:error-output-type}/', 'x-failed/'],
    ['plain/', 'plain/'],
  ])('evaluates %s', (text, expected) => {
    expect(evaluate(text)).toBe(expected);
  });

  it('inserts the partition keys', () => {
    const prefix = parsePrefix(
      'y=!{partitionKeyFromQuery:y}/z=!{partitionKeyFromQuery:z}/!{partitionKeyFromQuery:y}',
      'Prefix',
    );
    expect(prefix.partitionKeys).toEqual(['y', 'z']);
    expect(prefix.evaluate({ arrivedAt, partitionKeys: { y: '1', z: '2' } })).toBe('y=1/z=2/1');
  });

  it('makes a new random string each time', () => {
    const made = new Set(Array.from({ length: 50 }, () => evaluate('!{firehose:random-string}')));
    expect(made.size).toBe(50);
    expect([...made].every((text) => /^[a-z0-9]{11}$/.test(text))).toBe(true);
  });

  it.each([
    ['!{timestamp:YYYY}', 'YYYY is Java'],
    ['!{timestamp:yyyy-MMM}', '"MMM" is not supported'],
    ["!{timestamp:yyyy'}", 'is not supported'],
    ['!{partitionKeyFromLambda:x}', 'not supported on one machine'],
    ['!{firehose:nonsense}', 'not supported on one machine'],
    ['!{timestamp}', 'must begin an expression'],
    ['a/!{timestamp:yyyy', 'must begin an expression'],
  ])('refuses %s', (text, message) => {
    expect(() => parsePrefix(text, 'Prefix')).toThrow(message);
  });
});
