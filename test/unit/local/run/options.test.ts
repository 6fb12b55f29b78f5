import { readOptions, SAMPLE_RATE } from '../../../../local/run/options';

describe('the pace of npm start', () => {
  it('lets Flink keep up with the sample', () => {
    expect(readOptions([], '/')).toMatchObject({ producerFlags: [], livePace: ['--rate', String(SAMPLE_RATE)] });
  });

  it.each([[['trips.csv']], [['--rate', '9']], [['--speedup', '60']]])('is left alone by %j', (args) => {
    expect(readOptions(args, '/').livePace).toEqual([]);
  });

  it('goes to the producer as it is given', () => {
    expect(readOptions(['--rate', '9'], '/').producerFlags).toEqual(['--rate', '9']);
  });
});
