import type { KnownJob } from '../../../../lambda/studio-runner/contract';
import type { FlinkJob, JobReport } from '../../../../lambda/studio-runner/job/flink';
import { decide, judge, nextAttempt } from '../../../../lambda/studio-runner/job/jobs';

const MINUTE = 60_000;
const NOW = Date.parse('2026-01-01T12:00:00Z');
const INTERVAL = 10_000;

const job = (more: Partial<FlinkJob> = {}): FlinkJob => ({
  id: 'a',
  state: 'RUNNING',
  startedAt: NOW - 60 * MINUTE,
  atWork: true,
  ...more,
});
const known = (more: Partial<KnownJob> = {}): KnownJob => ({
  id: 'a',
  noteHash: 'h',
  attempts: 0,
  submittedAt: new Date(NOW).toISOString(),
  ...more,
});
const report = (more: Partial<JobReport> = {}): JobReport => ({
  failures: [],
  cause: 'a.Root: why',
  intervalMs: INTERVAL,
  checkpointAt: NOW - INTERVAL,
  checkpoints: 1,
  ...more,
});
const ids = ({ keep, cancel }: ReturnType<typeof decide>) => [keep?.id, cancel.map(({ id }) => id)];

describe('which job is kept', () => {
  it('is the one that was submitted for the note that is wanted', () => {
    expect(ids(decide([job()], known(), 'h'))).toEqual(['a', []]);
    expect(ids(decide([job(), job({ id: 'b' })], known(), 'h'))).toEqual(['a', ['b']]);
  });

  it('is none of another note, none that is unknown, and none that is ending', () => {
    expect(ids(decide([job()], known(), 'other'))).toEqual([undefined, ['a']]);
    expect(ids(decide([job({ id: 'b' })], known(), 'h'))).toEqual([undefined, ['b']]);
    expect(ids(decide([job()], undefined, 'h'))).toEqual([undefined, ['a']]);
    expect(ids(decide([job({ state: 'CANCELLING' })], known(), 'h'))).toEqual([undefined, ['a']]);
  });

  it('is not one that has ended, and those need no cancelling', () => {
    const ended = ['FINISHED', 'CANCELED', 'FAILED'].map((state) => job({ state }));
    expect(ids(decide(ended, known(), 'h'))).toEqual([undefined, []]);
  });

  it('is one that restarts: to submit another would not mend it', () => {
    expect(ids(decide([job({ state: 'RESTARTING', atWork: false })], known(), 'h'))).toEqual(['a', []]);
  });
});

describe('a job', () => {
  const judged = (seen: Partial<FlinkJob> = {}, reported: Partial<JobReport> = {}) =>
    judge(job(seen), report(reported), INTERVAL, NOW);

  it('is well at work with a checkpoint', () => {
    expect(judged()).toEqual({ is: 'well' });
  });

  it('may become well that has no checkpoint since its last failure', () => {
    expect(judged({ startedAt: NOW - MINUTE }, { checkpointAt: undefined }).is).toBe('rising');
    expect(judged({}, { failures: [NOW - 5_000] }).is).toBe('rising');
    expect(judged({}, { failures: [NOW - 20_000] }).is).toBe('well');
  });

  it('may become well that was restarted a moment ago', () => {
    expect(judged({ state: 'RESTARTING', atWork: false }, { failures: [NOW - MINUTE] })).toEqual({
      is: 'rising',
      why: 'is RESTARTING after it failed by a.Root: why',
    });
  });

  it('fails that has been restarting for long', () => {
    expect(judged({ state: 'RESTARTING', atWork: false }, { failures: [NOW - 11 * MINUTE] }).is).toBe('failing');
  });

  it('fails by three failures within ten minutes, though it stands at work', () => {
    const at = (...minutes: number[]) => minutes.map((each) => NOW - each * MINUTE);
    expect(judged({}, { failures: at(9, 5, 1) })).toEqual({
      is: 'failing',
      why: 'failed 3 times within 10 minutes, the last time by a.Root: why',
    });
    expect(judged({}, { failures: at(30, 20, 9, 5) }).is).toBe('well');
  });

  it('fails that takes no checkpoints, or others than were asked for', () => {
    expect(judged({}, { intervalMs: undefined })).toMatchObject({
      why: expect.stringContaining('takes no checkpoints'),
    });
    expect(judged({}, { intervalMs: 1 })).toMatchObject({ why: expect.stringContaining('every 1 ms in place of') });
  });

  it('fails whose checkpoints are long ago', () => {
    expect(judged({}, { checkpointAt: NOW - 20 * MINUTE })).toMatchObject({
      is: 'failing',
      why: 'completed its last checkpoint 20 minutes ago',
    });
    expect(judged({}, { checkpointAt: undefined })).toMatchObject({ is: 'failing', why: 'completes no checkpoint' });
  });
});

describe('the next attempt', () => {
  const pause = (attempts: number) => (nextAttempt(known({ attempts })) - NOW) / MINUTE;

  it('is at once after a job that was well', () => {
    expect(nextAttempt(known())).toBeLessThan(NOW);
  });

  it('comes with the next run at first, and later once an hour', () => {
    expect([1, 2, 3, 4, 5, 6, 40].map(pause)).toEqual([4, 8, 16, 32, 60, 60, 60]);
  });
});
