/** Runs the bundled studio-runner against a real Zeppelin on real Flink, behind a fake Studio. */
import path from 'node:path';
import { JOB_NAME } from '../../flink-sql/job';
import { MASKING_KEY_PLACEHOLDER, PARAGRAPH } from '../../flink-sql/studio-note';
import { fetchEngines } from '../../local/engines/catalogue';
import type { FlinkJob } from '../../local/engines/flink/rest';
import { eventually } from '../support/eventually';
import { describeWithEngines } from '../support/needs';
import { feed } from '../support/statistics/flink-run';
import { makeTrips } from '../support/statistics/make-trips';
import { STUDIO_ENGINES, studioAvailable } from '../support/studio/engine';
import { leaksIn } from '../support/studio/leaks';
import { Notebook } from '../support/studio/notebook';
import { Stage } from '../support/studio/stage';
import { waitUntilCounted } from '../support/studio/wait-until-counted';

const available = studioAvailable();
const withStudio = describeWithEngines('the runner against a real Zeppelin', available);

const MINUTES = 60_000;
jest.setTimeout(5 * MINUTES);
const TRIPS = makeTrips(31, 200);

withStudio('the runner', () => {
  let stage: Stage;
  let job: FlinkJob;

  const notebook = () => new Notebook(stage.studio.notebookUrl);
  const onlyJob = async (): Promise<FlinkJob> => {
    const jobs = await stage.jobs();
    expect(jobs).toHaveLength(1);
    const [only] = jobs;
    if (!only) throw new Error('There is no job.');
    return only;
  };
  const expectAtWork = async () => {
    job = await onlyJob();
    expect(job.state).toBe('RUNNING');
    expect(job.tasks.running).toBe(job.tasks.total);
    const config = await fetch(`${stage.studio.flink.url}/jobs/${job.id}/checkpoints/config`);
    const { checkpointIntervalSeconds, checkpointPauseSeconds } = stage.parameters;
    expect(await config.json()).toMatchObject({
      interval: checkpointIntervalSeconds * 1000,
      min_pause: checkpointPauseSeconds * 1000,
    });
  };
  const submissions = () =>
    stage.studio.passed.filter(
      ({ method, path: to }) => method === 'POST' && to.startsWith('/zeppelin/api/notebook/job/'),
    ).length;

  beforeAll(async () => {
    if (!available.ok) return;
    await fetchEngines(available.java, (line) => process.stderr.write(`${line}\n`), STUDIO_ENGINES);
    stage = await Stage.start(available.java);
    const records = TRIPS.map((trip) => JSON.stringify(trip));
    feed(stage.kinesis, stage.parameters.sourceStream, records);
  }, 15 * MINUTES);
  afterAll(() => stage?.close());

  it('starts the application at the first deployment, and one job that takes checkpoints and counts every trip', async () => {
    const counting = waitUntilCounted(stage, TRIPS);
    expect(await stage.run({ action: 'deploy', requestId: 'first' })).toMatchObject({ request: { phase: 'done' } });
    expect(stage.studio.status).toBe('RUNNING');
    expect(await notebook().statusOf(PARAGRAPH.checkpointSettings)).toBe('ERROR');
    await expectAtWork();
    await counting;
  });

  it('faces a proxy that opens once for each URL, and refuses requests without a cookie', async () => {
    const url = stage.studio.presign('/zeppelin/');
    const statusOf = async (address: string | URL) => (await fetch(address, { redirect: 'manual' })).status;
    expect(await statusOf(new URL('/zeppelin/api/version', url))).toBe(403);
    expect(await statusOf(url)).toBe(302);
    expect(await statusOf(url)).toBe(403);
  });

  it('leaves the key in no paragraph', async () => {
    const paragraphs = await notebook().paragraphs();
    expect(paragraphs.map(({ title }) => title)).toEqual(Object.values(PARAGRAPH));
    expect(JSON.stringify(paragraphs)).toContain(MASKING_KEY_PLACEHOLDER);
    expect(JSON.stringify(paragraphs)).not.toContain(stage.maskingKey);
  });

  it('changes nothing when the same is deployed again', async () => {
    const before = submissions();
    expect(await stage.run({ action: 'deploy', requestId: 'second' })).toMatchObject({ request: { phase: 'done' } });
    expect((await onlyJob()).id).toBe(job.id);
    expect(submissions()).toBe(before);
    expect(await notebook().paths()).toEqual([`/${JOB_NAME}`]);
  });

  it('cancels a second job of the same name, and keeps its own', async () => {
    await notebook().begin(PARAGRAPH.job);
    await eventually(async () => (await stage.jobs()).length === 2);
    await stage.run({ action: 'reconcile' });
    expect((await onlyJob()).id).toBe(job.id);
  });

  it('replaces the job when the SQL has changed', async () => {
    const old = job.id;
    stage.parameters = { ...stage.parameters, totalsEverySeconds: 1 };
    const counting = waitUntilCounted(stage, TRIPS);
    expect(await stage.run({ action: 'deploy', requestId: 'changed' })).toMatchObject({ request: { phase: 'done' } });
    await expectAtWork();
    expect(job.id).not.toBe(old);
    await counting;
  });

  it('does nothing while a person has stopped the application, and submits once when it runs again', async () => {
    await stage.studio.stop();
    await stage.run({ action: 'reconcile' });
    expect(stage.studio.status).toBe('READY');
    // From here on SET takes checkpoint keys too.
    stage.studio.setTakesEveryKey = true;
    await stage.studio.start();
    const before = submissions();
    const counting = waitUntilCounted(stage, TRIPS);
    await stage.run({ action: 'reconcile' });
    expect(await notebook().statusOf(PARAGRAPH.checkpointSettings)).toBe('FINISHED');
    await expectAtWork();
    await stage.run({ action: 'reconcile' });
    expect((await onlyJob()).id).toBe(job.id);
    expect(submissions()).toBe(before + 1);
    await counting;
  });

  it('lets one of two runs act', async () => {
    await stage.studio.flink.cancel(job.id);
    const before = submissions();
    await Promise.all([stage.run({ action: 'reconcile' }), stage.run({ action: 'reconcile' })]);
    await expectAtWork();
    expect(submissions()).toBe(before + 1);
  });

  it('logs in again when its session ends', async () => {
    let ended = false;
    const end = stage.studio.intercept(({ path: to }) => {
      if (ended || !to.includes('/jobs/overview')) return;
      ended = true;
      stage.studio.endSessions();
    });
    expect(await stage.run({ action: 'deploy', requestId: 'session' })).toMatchObject({ request: { phase: 'done' } });
    end();
    expect(ended).toBe(true);
    expect((await onlyJob()).id).toBe(job.id);
  });

  it('recovers from a run that was killed with the key in the note', async () => {
    await stage.studio.flink.cancel(job.id);
    const place = await notebook().placeOf(PARAGRAPH.maskingKey);
    const holdsKey = async () => JSON.stringify(await notebook().paragraphs()).includes(stage.maskingKey);
    await stage.runKilled(
      { action: 'deploy', requestId: 'killed' },
      async ({ method, path: to }) => method === 'POST' && to.endsWith(`/run${place}`) && (await holdsKey()),
    );
    expect(await holdsKey()).toBe(true);
    const before = submissions();
    await stage.run({ action: 'deploy', requestId: 'killed' });
    expect(submissions()).toBe(before);
    await stage.endLease();
    const counting = waitUntilCounted(stage, TRIPS);
    await stage.run({ action: 'deploy', requestId: 'killed' });
    await expectAtWork();
    expect(await holdsKey()).toBe(false);
    expect(submissions()).toBe(before + 1);
    await counting;
  });

  it('says which statement fails, and why, and submits nothing until it is repaired', async () => {
    // A person may leave a table in the session that has the name of one of the views.
    await notebook().runOnce(
      "%flink.ssql\nDROP TEMPORARY VIEW trip_digits;\nCREATE TEMPORARY TABLE trip_digits (x INT) WITH ('connector' = 'datagen');",
    );
    stage.parameters = { ...stage.parameters, totalsEverySeconds: 2 };
    const before = submissions();
    const refused = JSON.stringify(await stage.run({ action: 'deploy', requestId: 'failing' }));
    expect(refused).toMatch(new RegExp(`${PARAGRAPH.maskingKey}.*trip_digits.*already exists`, 's'));
    expect(submissions()).toBe(before);
    await notebook().runOnce('%flink.ssql\nDROP TEMPORARY TABLE trip_digits;');
    expect(await stage.run({ action: 'deploy', requestId: 'mended' })).toMatchObject({ request: { phase: 'done' } });
    await expectAtWork();
  });

  it('notices a job that fails again and again, and says why', async () => {
    const { parameters } = stage;
    stage.parameters = { ...parameters, sourceStream: 'gone' };
    const refused = JSON.stringify(await stage.run({ action: 'deploy', requestId: 'crashing' }));
    expect(refused).toMatch(/ResourceNotFoundException/);
    job = await onlyJob();
    expect(await stage.stateObject('status.json')).toMatchObject({ request: { phase: 'failed' } });
    expect(JSON.stringify(await stage.run({ action: 'reconcile' }))).toMatch(/error.*ResourceNotFoundException/);
    expect((await onlyJob()).id).toBe(job.id);
    stage.parameters = parameters;
    expect(await stage.run({ action: 'deploy', requestId: 'rolled-back' })).toMatchObject({
      request: { phase: 'done' },
    });
    await expectAtWork();
  });

  it('stops the application when the stack is deleted', async () => {
    expect(await stage.run({ action: 'delete', requestId: 'deleted' })).toMatchObject({ request: { phase: 'done' } });
    expect(stage.studio.status).toBe('READY');
    await stage.run({ action: 'reconcile' });
    expect(stage.studio.status).toBe('READY');
  });

  it('leaves no key, URL or cookie in a log, a note or its state', () => {
    const secrets = [stage.maskingKey, ...stage.studio.secrets];
    expect(secrets.length).toBeGreaterThan(10);
    expect(leaksIn(stage.folder, secrets)).toEqual([]);
    // The search works: it finds the placeholder, which went the same ways as the secrets.
    const ways = leaksIn(stage.folder, [MASKING_KEY_PLACEHOLDER]);
    expect(ways).toContain(path.join('logs', 'zeppelin.log'));
    expect(ways).toContain(path.join('logs', 'zeppelin-interpreter.log'));
    expect(ways).toContainEqual(expect.stringMatching(/tripstream_\w+\.zpln$/));
    const written = stage.written.join('\n');
    expect(written).toContain('studio-runner');
    expect(secrets.filter((secret) => written.includes(secret))).toEqual([]);
  });
});
