/** What a function finds, and how environments are reused. */
import { realpathSync } from 'node:fs';
import { answering, lambda } from './handlers';

describe('what a function finds', () => {
  it('gets the event through JSON and answers through JSON', async () => {
    const echo = lambda(answering('({ seen: event, when: new Date(0), none: undefined })'));

    const result = await echo.invoke('{"a":[1,"é"]}');

    expect(result).toMatchObject({ ok: true, value: { seen: { a: [1, 'é'] }, when: '1970-01-01T00:00:00.000Z' } });
  });

  it('answers null where the handler returns nothing', async () => {
    expect(await lambda(answering('undefined')).invoke('{}')).toMatchObject({ ok: true, value: null });
  });

  it('has the variables of the template, of Lambda and of the caller, and none of the parent', async () => {
    process.env.PARENT_SECRET = 'secret';
    const environment = lambda(answering('process.env'), {
      xrayDaemonAddress: '127.0.0.1:2000',
      variables: { AWS_ENDPOINT_URL_FIREHOSE: 'http://127.0.0.1:1' },
    });

    const result = await environment.invoke('{}');
    delete process.env.PARENT_SECRET;

    expect(result).toMatchObject({
      value: {
        FROM_TEMPLATE: 'yes',
        AWS_ENDPOINT_URL_FIREHOSE: 'http://127.0.0.1:1',
        AWS_XRAY_DAEMON_ADDRESS: '127.0.0.1:2000',
        AWS_LAMBDA_FUNCTION_NAME: 'transform',
        AWS_LAMBDA_FUNCTION_VERSION: '$LATEST',
        AWS_LAMBDA_FUNCTION_MEMORY_SIZE: '256',
        AWS_REGION: 'eu-west-1',
        AWS_EXECUTION_ENV: 'AWS_Lambda_nodejs24.x',
        AWS_ACCESS_KEY_ID: 'local',
        AWS_SECRET_ACCESS_KEY: 'local',
        LAMBDA_TASK_ROOT: expect.stringContaining('tripstream-function-'),
        PATH: process.env.PATH,
      },
    });
    expect(result).not.toHaveProperty('value.PARENT_SECRET');
  });

  it('has the folder of its asset as working directory', async () => {
    const result = await lambda(answering('[process.cwd(), process.env.LAMBDA_TASK_ROOT]')).invoke('{}');

    const [folder, asset] = result.ok ? (result.value as string[]) : [];
    expect(folder).toBe(realpathSync(asset ?? ''));
  });

  it('has the context of the invocation', async () => {
    const result = await lambda(answering('({ ...context, remaining: context.getRemainingTimeInMillis() })')).invoke(
      '{}',
    );

    expect(result).toMatchObject({
      value: {
        awsRequestId: result.requestId,
        functionName: 'transform',
        functionVersion: '$LATEST',
        invokedFunctionArn: 'arn:aws:lambda:eu-west-1:111122223333:function:transform',
        memoryLimitInMB: '256',
        logGroupName: '/aws/lambda/transform',
        logStreamName: expect.stringContaining('[$LATEST]'),
        callbackWaitsForEmptyEventLoop: true,
      },
    });
    const { remaining } = (result as unknown as { value: { remaining: number } }).value;
    expect(remaining).toBeGreaterThan(0);
    expect(remaining).toBeLessThanOrEqual(30_000);
  });

  it.each([
    [true, 1],
    [false, 0],
  ])('has a trace id of its own for each invocation, sampled as tracing is (%s)', async (tracing, sampled) => {
    const traced = lambda(answering('process.env._X_AMZN_TRACE_ID'), { wiring: { tracing } });

    const results = [await traced.invoke('{}'), await traced.invoke('{}')];

    const ids = results.map((result) => (result.ok ? String(result.value) : ''));
    for (const id of ids) {
      expect(id).toMatch(new RegExp(`^Root=1-[0-9a-f]{8}-[0-9a-f]{24};Parent=[0-9a-f]{16};Sampled=${sampled}$`));
    }
    expect(new Set(ids).size).toBe(2);
  });

  it.each([
    ['index.js', 'exports.handler = async () => "commonjs";', 'commonjs'],
    ['index.cjs', 'module.exports = { handler: async () => "cjs" };', 'cjs'],
    ['index.mjs', 'export const handler = async () => "mjs";', 'mjs'],
  ])('is imported from %s', async (file, source, value) => {
    expect(await lambda(source, { file }).invoke('{}')).toMatchObject({ ok: true, value });
  });
});

describe('environments', () => {
  const counting = 'let calls = 0; export const handler = async () => ++calls;';
  const meeting = `
    import { setTimeout } from 'node:timers/promises';
    export const handler = async () => { await setTimeout(20); return process.env.AWS_LAMBDA_LOG_STREAM_NAME; };
  `;

  it('are used again while warm', async () => {
    const warm = lambda(counting);

    const values = [await warm.invoke('{}'), await warm.invoke('{}')].map((result) => result.ok && result.value);

    expect(values).toEqual([1, 2]);
    expect(warm.counters.coldStarts).toBe(1);
  });

  it('answer one invocation at a time, no more of them than the concurrency', async () => {
    const busy = lambda(
      `let running = 0;
       export const handler = async () => {
         running += 1;
         await new Promise((resolve) => setTimeout(resolve, 5));
         return running--;
       };`,
      { concurrency: 2 },
    );

    const results = await Promise.all(Array.from({ length: 8 }, () => busy.invoke('{}')));

    expect(results.map((result) => result.ok && result.value)).toEqual(Array(8).fill(1));
    expect(busy.counters).toMatchObject({ invocations: 8, coldStarts: 2, errors: 0 });
  });

  it('are added when all are busy', async () => {
    const busy = lambda(meeting, { concurrency: 3 });

    const results = await Promise.all(Array.from({ length: 3 }, () => busy.invoke('{}')));

    expect(new Set(results.map((result) => result.ok && result.value)).size).toBe(3);
  });
});
