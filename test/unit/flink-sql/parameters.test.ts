/** Tests which parameters and masking keys the job accepts. */
import { checkMaskingKey, readJobParameters } from '../../../flink-sql/parameters';
import { MASKING_KEY, PARAMETERS } from './parameters';

const without = (name: keyof typeof PARAMETERS) => ({ ...PARAMETERS, [name]: undefined });

describe('the job parameters', () => {
  it('are read back as they were written', () => {
    expect(readJobParameters(JSON.stringify(PARAMETERS))).toEqual(PARAMETERS);
  });

  it.each(Object.keys(PARAMETERS) as (keyof typeof PARAMETERS)[])('are refused without %s, by its name', (name) => {
    expect(() => readJobParameters(JSON.stringify(without(name)))).toThrow(`The job's ${name} is undefined: give`);
  });

  it.each([
    { parallelism: 0 },
    { parallelism: 1.5 },
    { maskedShare: 1.01 },
    { maskedShare: '1' },
    { stateTtlHours: 24 },
    { totalsEverySeconds: 60 },
    { years: { from: 2035, to: 2009 } },
    { years: 2016 },
    { sourceStream: "trips' " },
    { checkpointPauseSeconds: -1 },
  ])('are refused with %j', (wrong) => {
    const [name] = Object.keys(wrong);
    expect(() => readJobParameters(JSON.stringify({ ...PARAMETERS, ...wrong }))).toThrow(`The job's ${name} is`);
  });

  it('are refused with an unknown one, such as the key', () => {
    const json = JSON.stringify({ ...PARAMETERS, maskingKey: MASKING_KEY });
    expect(() => readJobParameters(json)).toThrow('The job has no parameter maskingKey: remove it.');
  });
});

describe('the masking key', () => {
  it.each(['', 'tooShort1', `${MASKING_KEY}'`, `${MASKING_KEY} `, `${MASKING_KEY}\n`, '$'.repeat(40)])(
    'is refused where it is %j, and not shown',
    (key) => {
      expect(() => checkMaskingKey(key)).toThrow('32 or more letters and digits');
      if (key !== '') expect(() => checkMaskingKey(key)).not.toThrow(key);
    },
  );

  it('may be 32 letters and digits', () => {
    expect(() => checkMaskingKey(MASKING_KEY)).not.toThrow();
  });
});
