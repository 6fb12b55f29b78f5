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

  it('are 0 when nothing has come for as long', () => {
    const rates = feed(new Rates(), [0, 0], [1_000, 500], [2_000, 500], [6_000, 500]);
    expect(rates.perSecond('a')).toBe(0);
  });

  it('need two readings, and know nothing of what was never counted', () => {
    expect(feed(new Rates(), [0, 7]).perSecond('a')).toBe(0);
    expect(feed(new Rates(), [0, 7], [1_000, 8]).perSecond('b')).toBe(0);
  });

  it('never run backwards, as when a job counts anew', () => {
    expect(feed(new Rates(), [0, 100], [1_000, 10]).perSecond('a')).toBe(0);
  });
});
