import { readInstant, writeInstant } from '../../../telemetry/instant';

const utc = (text: string, notBefore?: string) => {
  const instant = readInstant(text, notBefore === undefined ? undefined : Date.parse(notBefore));
  return instant === undefined ? undefined : writeInstant(instant);
};

describe('reading times as files write them', () => {
  it.each([
    ['1/1/2016 0:00', '2016-01-01T05:00:00Z'],
    ['01/31/2016 17:07', '2016-01-31T22:07:00Z'],
    ['2016-03-14 17:24:55', '2016-03-14T21:24:55Z'],
    ['12/1/2020, 5:37:13 AM', '2020-12-01T10:37:13Z'],
    ['03/25/2017 8:55:43 PM', '2017-03-26T00:55:43Z'],
    ['7/4/2016 12:05 AM', '2016-07-04T04:05:00Z'],
    ['7/4/2016 12:05 PM', '2016-07-04T16:05:00Z'],
    ['2016-01-01T05:00:00Z', '2016-01-01T05:00:00Z'],
    ['2016-01-01T05:00:00.120Z', '2016-01-01T05:00:00.120Z'],
    ['2016-01-01T05:00:00.1234567Z', '2016-01-01T05:00:00.123Z'],
    ['2016-01-01T05:00:00-05:00', '2016-01-01T10:00:00Z'],
    ['2016-01-01 05:00:00+0530', '2015-12-31T23:30:00Z'],
    ['2016-01-01T00:00:00', '2016-01-01T05:00:00Z'],
  ])('reads %s as %s', (text, expected) => {
    expect(utc(text)).toBe(expected);
  });

  it.each([
    '2016-02-30 10:00:00',
    '13/1/2016 10:00',
    '2016-01-01',
    '10:00:00',
    '2016-01-01 24:00:00',
    '2016-01-01 10:60:00',
    '1/1/2016 13:00 PM',
    '1/1/16 10:00',
    'yesterday at noon',
    '2016-01-01 10:00:00 EST',
  ])('refuses %s', (text) => {
    expect(readInstant(text)).toBeUndefined();
  });
});

describe('daylight saving', () => {
  it('agrees with the time zone database at every half hour of two years', () => {
    const format = new Intl.DateTimeFormat('sv-SE', {
      timeZone: 'America/New_York',
      dateStyle: 'short',
      timeStyle: 'medium',
    });
    const ambiguous: string[] = [];
    for (let instant = Date.UTC(2015, 11, 25); instant < Date.UTC(2017, 11, 25); instant += 1_800_000) {
      const local = format.format(instant);
      if (readInstant(local) !== instant) ambiguous.push(writeInstant(instant));
    }
    // Only the second pass of the repeated hour reads differently: the first shows the same clock.
    expect(ambiguous).toEqual([
      '2016-11-06T06:00:00Z',
      '2016-11-06T06:30:00Z',
      '2017-11-05T06:00:00Z',
      '2017-11-05T06:30:00Z',
    ]);
  });

  it('reads a repeated time as the occurrence that is not before the pickup', () => {
    expect(utc('2016-11-06 01:10:00')).toBe('2016-11-06T05:10:00Z');
    expect(utc('2016-11-06 01:10:00', '2016-11-06T05:50:00Z')).toBe('2016-11-06T06:10:00Z');
  });

  it('reads a skipped time with the offset before the change', () => {
    expect(utc('2016-03-13 02:30:00')).toBe('2016-03-13T07:30:00Z');
  });

  it('knows the rule that held before 2007', () => {
    expect(utc('2005-04-02 12:00:00')).toBe('2005-04-02T17:00:00Z');
    expect(utc('2005-04-04 12:00:00')).toBe('2005-04-04T16:00:00Z');
  });
});

it('writes and reads any instant back', () => {
  for (const instant of [
    0,
    1,
    999,
    1000,
    Date.UTC(2016, 1, 29, 23, 59, 59, 999),
    Date.UTC(1969, 11, 31, 23, 59, 59, 1),
  ])
    expect(readInstant(writeInstant(instant))).toBe(instant);
});
