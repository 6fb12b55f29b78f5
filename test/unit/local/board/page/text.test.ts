/** Numbers as the page writes them. */
const text = require('../../../../../local/board/page/text') as Readonly<Record<string, (value: unknown) => string>>;

describe('numbers on the page', () => {
  it.each([
    ['count', 20_055, '20,055'],
    ['short', 9_999_999, '9,999,999'],
    ['short', 12_345_678, '12.35M'],
    ['rate', 0, '0/s'],
    ['rate', 0.25, '0.3/s'],
    ['rate', 1_234.4, '1,234/s'],
    ['seconds', 2_949, '2.9 s'],
    ['seconds', 300_000, '5 min'],
    ['clock', 67_900, '1:07'],
    ['clock', 7_389_000, '2:03:09'],
    ['figure', { value: 1, unit: 'shards' }, '1 shard'],
    ['figure', { value: 1_500, unit: 'rows' }, '1,500 rows'],
    ['figure', { value: 100, unit: 'ms' }, '0.1 s'],
    ['note', { label: 'lag', figure: { value: 400, unit: 'ms' } }, 'lag 0.4 s'],
    ['note', { figure: { value: 31, unit: 'rows' }, text: 'rejected' }, '31 rows rejected'],
    ['note', undefined, ''],
    ['bytes', 2_000_000, '1.9 MiB'],
  ])('%s of %j is %s', (name, value, written) => {
    expect(text[name]?.(value)).toBe(written);
  });
});
