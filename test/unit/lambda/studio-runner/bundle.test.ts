import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { SecretsEndpoint } from '../../../../local/aws/secrets/endpoint';
import { bundle } from '../../../support/bundle';
import { FunctionProcess } from '../../../support/function-process';
import { AwsServer } from './aws-server';
import { FakeStudio } from './fake-studio';
import { deploy, PARAMETERS, RECONCILE } from './support';

const directory = mkdtempSync(join(tmpdir(), 'tripstream-runner-'));
const studio = new FakeStudio();
let aws: AwsServer;
let secrets: SecretsEndpoint;
let variables: Record<string, string> = {};
let file = '';

beforeAll(async () => {
  file = await bundle('studio-runner', directory);
  await studio.start();
  secrets = await SecretsEndpoint.start({
    secrets: [{ name: 'masking', arn: 'arn:masking', generate: { passwordLength: 64, excludePunctuation: true } }],
  });
});

afterAll(async () => {
  studio.stop();
  await secrets.stop();
  rmSync(directory, { recursive: true });
});

beforeEach(async () => {
  studio.reset();
  studio.flink.now = Date.now;
  aws = new AwsServer(studio);
  const url = await aws.start();
  variables = {
    APPLICATION_NAME: 'studio',
    JOB_PARAMETERS: JSON.stringify(PARAMETERS),
    MASKING_SECRET_ARN: 'masking',
    STATE_BUCKET: 'lake',
    STATE_PREFIX: 'studio-runner/',
    AWS_ENDPOINT_URL_KINESIS_ANALYTICS_V2: url,
    AWS_ENDPOINT_URL_S3: url,
    AWS_ENDPOINT_URL_SECRETS_MANAGER: secrets.url,
    POWERTOOLS_SERVICE_NAME: 'studio-runner',
  };
});
afterEach(() => aws.stop());

async function run(more: Readonly<Record<string, string>>, ...events: readonly object[]) {
  const running = await FunctionProcess.start(file, { ...variables, ...more });
  const answers: unknown[] = [];
  for (const each of events) answers.push(await running.invoke(each, 60_000));
  return { answers, output: (await running.stop()).join('\n') };
}

it('submits the job from the .sql files beside it, and leaves no secret in its logs or in S3', async () => {
  const { answers, output } = await run({}, deploy(), RECONCILE);
  expect(answers).toMatchObject([
    { request: { id: 'r1', phase: 'done' }, job: { id: 'job1' } },
    { check: { action: 'reconcile', phase: 'done', message: 'The job job1 is at work.' } },
  ]);
  const key = secrets.value('masking');
  const kept = [...aws.objects.values()].map(({ body }) => body).join();
  expect(output).toContain('Submitted');
  for (const secret of [key, 'secret-token']) expect(output + kept + studio.zeppelin.everything).not.toContain(secret);
});

it('takes the lease by conditional writes, and gives it back by one', async () => {
  await run({}, RECONCILE);
  const writes = aws.writes.filter((write) => write.includes('lease'));
  await run({}, RECONCILE);
  expect(writes).toEqual(['/lake/studio-runner/lease.json if-none-match *', '/lake/studio-runner/lease.json if-match']);
  expect(aws.objects.get('/lake/studio-runner/lease.json')?.body).toContain('1970-01-01');
  expect(aws.writes.filter((write) => write.includes('lease')).slice(2)).toEqual(
    Array(2).fill('/lake/studio-runner/lease.json if-match'),
  );
});

it('does nothing while another holds the lease', async () => {
  const until = new Date(Date.now() + 60_000).toISOString();
  aws.objects.set('/lake/studio-runner/lease.json', { body: JSON.stringify({ holder: 'x', until }), etag: '"x"' });
  expect((await run({}, deploy())).answers).toEqual([{}]);
  expect(studio.calls).toEqual([]);
});

it('tells how things stand, and of the job when it is to look', async () => {
  const { answers } = await run({}, { action: 'status' }, deploy(), { action: 'status', look: true });
  expect(answers[0]).toEqual({ working: false, application: 'RUNNING' });
  expect(answers[2]).toMatchObject({
    working: false,
    application: 'RUNNING',
    request: { phase: 'done' },
    jobs: [{ id: 'job1', state: 'RUNNING', checkpoints: 1 }],
  });
});

it('fails with a message for a person, and says it again to who asks later', async () => {
  studio.zeppelin.interpret = (text) => (text.includes('CREATE TEMPORARY TABLE') ? 'a.b.SqlException: no' : undefined);
  const { answers } = await run({}, deploy(), { action: 'status' });
  const message = 'The paragraph "Tables" failed: a.b.SqlException: no.';
  expect(answers[0]).toEqual({ error: `Error: ${message}` });
  expect(answers[1]).toMatchObject({ working: false, request: { id: 'r1', phase: 'failed', message } });
});

it('says at its start which variable is missing', async () => {
  const starting = FunctionProcess.start(file, { ...variables, APPLICATION_NAME: '' });
  await expect(starting).rejects.toThrow('APPLICATION_NAME is not set: give the name of the Studio application.');
});
