/** Rates over the last five seconds. */
import { Rates } from '../../../../local/board/rates';

const feed = (rates: Rates, ...readings: readonly (readonly [number, number])[]) => {
  for (const [at, count] of readings) rates.add(at, new Map([['a', count]]));
  return rates;
};

describe('rates', () => {
  it('are those of the last five seconds', () => {
    const rates = feed(new Rates(), [0, 0], [1_000, 900], [2_000, 1_000], [6_000, 1_400], [7_000, 1_500]);
    expect(rates.perSecond('a')).toBe(100);
  });

  it('are 0 after five seconds without news', () => {
    const rates = feed(new Rates(), [0, 0], [1_000, 500], [2_000, 500], [6_000, 500]);
    expect(rates.perSecond('a')).toBe(0);
  });

  it('need two readings, and are 0 for what was never counted', () => {
    expect(feed(new Rates(), [0, 7]).perSecond('a')).toBe(0);
    expect(feed(new Rates(), [0, 7], [1_000, 8]).perSecond('b')).toBe(0);
  });

  it('are never negative, even if a job counts from 0 again', () => {
    expect(feed(new Rates(), [0, 100], [1_000, 10]).perSecond('a')).toBe(0);
  });
});
