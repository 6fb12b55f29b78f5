/** What happens when a function fails, crashes or cannot start. */
import { setTimeout as sleep } from 'node:timers/promises';
import type { InvocationResult } from '../../../../../local/aws/function/invocation';
import { answering, lambda } from './handlers';

function errorOf(result: InvocationResult) {
  return result.ok ? undefined : result.error;
}

/** A handler that fails as the event says, and counts the calls of its environment. */
const FAULTY = `
  let calls = 0;
  export const handler = async ({ fault }) => {
    calls += 1;
    if (fault === 'throw') throw new TypeError('bad trip');
    if (fault === 'hang') await new Promise(() => setInterval(() => {}, 1000));
    if (fault === 'spin') for (;;);
    if (fault === 'exit 0') process.exit(0);
    if (fault === 'exit 3') process.exit(3);
    if (fault === 'kill') process.kill(process.pid, 'SIGKILL');
    if (fault === 'abort') process.abort();
    if (fault === 'uncaught') { setImmediate(() => { throw new RangeError('nobody caught'); }); await new Promise(() => {}); }
    if (fault === 'unhandled') { Promise.reject(new RangeError('nobody caught')); await new Promise(() => {}); }
    if (fault === 'later') setImmediate(() => process.exit(9));
    if (fault === 'circular') { const answer = {}; answer.answer = answer; return answer; }
    if (fault === 'large') return 'x'.repeat(7 * 1024 * 1024);
    return calls;
  };
`;
const fault = (name: string) => JSON.stringify({ fault: name });

describe('a failing function', () => {
  it('fails the invocation with what it throws, and stays warm', async () => {
    const faulty = lambda(FAULTY);

    const failed = await faulty.invoke(fault('throw'));

    expect(errorOf(failed)).toMatchObject({ errorType: 'TypeError', errorMessage: 'bad trip' });
    expect(errorOf(failed)?.trace?.[0]).toBe('TypeError: bad trip');
    expect(await faulty.invoke('{}')).toMatchObject({ ok: true, value: 2 });
    expect(faulty.counters).toMatchObject({ errors: 1, coldStarts: 1 });
  });

  it.each(['hang', 'spin'])(
    'is terminated at its timeout (%s), and the next invocation gets a new environment',
    async (name) => {
      const faulty = lambda(FAULTY, { wiring: { timeoutSeconds: 1 } });

      const failed = await faulty.invoke(fault(name));

      expect(errorOf(failed)).toEqual({
        errorType: 'Sandbox.Timedout',
        errorMessage: 'Task timed out after 1.00 seconds',
      });
      expect(await faulty.invoke('{}')).toMatchObject({ ok: true, value: 1 });
      expect(faulty.counters).toMatchObject({ timeouts: 1, coldStarts: 2 });
    },
  );

  it('does nothing more after its timeout', async () => {
    let lines = 0;
    const source = 'export const handler = () => new Promise(() => setInterval(() => console.log("alive"), 1));';
    const endless = lambda(source, { wiring: { timeoutSeconds: 1 }, onLog: () => lines++ });

    await endless.invoke('{}');
    await sleep(100);
    const written = lines;
    await sleep(50);

    expect(written).toBeGreaterThan(0);
    expect(lines).toBe(written);
  });

  it.each([
    ['exit 0', { errorType: 'Runtime.ExitError', errorMessage: 'Runtime exited without providing a reason' }],
    ['exit 3', { errorType: 'Runtime.ExitError', errorMessage: 'Runtime exited with error: exit status 3' }],
    ['kill', { errorType: 'Runtime.ExitError', errorMessage: 'Runtime exited with error: signal: killed' }],
    ['abort', { errorType: 'Runtime.ExitError', errorMessage: 'Runtime exited with error: signal: aborted' }],
    ['uncaught', { errorType: 'RangeError', errorMessage: 'nobody caught' }],
    ['unhandled', { errorType: 'RangeError', errorMessage: 'nobody caught' }],
  ])('fails the invocation with the reason when it crashes (%s), and starts anew', async (name, error) => {
    const faulty = lambda(FAULTY);

    expect(errorOf(await faulty.invoke(fault(name)))).toMatchObject(error);
    expect(await faulty.invoke('{}')).toMatchObject({ ok: true, value: 1 });
  });

  it('runs out of memory alone, not with the process around it', async () => {
    const source =
      'export const handler = async () => { const kept = []; for (;;) kept.push(new Array(1000).fill({})); };';
    const hungry = lambda(source, { wiring: { memoryMiB: 32 } });

    const error = errorOf(await hungry.invoke('{}'));

    expect(error?.errorMessage).toContain('memory limit');
    expect(error?.errorType).toBe('Runtime.OutOfMemory');
  });

  it('is read to the end when it exits, and ends what it has started', async () => {
    const lines: string[] = [];
    const source = `
      import { spawn } from 'node:child_process';
      export const handler = () => {
        spawn('sleep', ['60'], { stdio: 'inherit' });
        for (let line = 0; line < 100_000; line++) console.log('line', line);
        process.exit(1);
      };`;
    const talking = lambda(source, { onLog: (line) => lines.push(line) });

    expect(errorOf(await talking.invoke('{}'))?.errorType).toBe('Runtime.ExitError');
    expect(lines).toHaveLength(100_000);
  });

  it('is replaced when it dies between invocations, and the log says so', async () => {
    const lines: string[] = [];
    const faulty = lambda(FAULTY, { onLog: (line) => lines.push(line) });

    await faulty.invoke(fault('later'));
    while (lines.length === 0) await sleep(5);

    expect(lines).toEqual(['Environment ended: Runtime exited with error: exit status 9']);
    expect(await faulty.invoke('{}')).toMatchObject({ ok: true, value: 1 });
  });

  it.each([
    ['circular', 'Runtime.MarshalError'],
    ['large', 'Function.ResponseSizeTooLarge'],
  ])('fails the invocation when its answer cannot be sent (%s)', async (name, errorType) => {
    expect(errorOf(await lambda(FAULTY).invoke(fault(name)))?.errorType).toBe(errorType);
  });

  it('refuses an event over 6 MB, as Lambda does', async () => {
    const result = await lambda(FAULTY).invoke(JSON.stringify('x'.repeat(6 * 1024 * 1024)));

    expect(errorOf(result)?.errorType).toBe('RequestEntityTooLargeException');
  });
});

describe('an asset that cannot start', () => {
  it.each([
    ['no such file', '', { file: 'other.mjs' }, 'Runtime.ImportModuleError'],
    ['no such export', 'export const other = 1;', {}, 'Runtime.HandlerNotFound'],
    ['a callback', 'export const handler = (event, context, done) => done();', {}, 'Runtime.CallbackHandlerDeprecated'],
    ['a handler without export', answering('1'), { wiring: { handler: 'index' } }, 'Runtime.MalformedHandlerName'],
    ['a throwing import', 'throw new RangeError("no configuration");', {}, 'RangeError'],
    ['bad syntax', 'export const handler = ;', {}, 'SyntaxError'],
    ['an import that exits', 'process.exit(4);', {}, 'Runtime.ExitError'],
    ['an import that waits for nothing', 'await new Promise(() => {});', {}, 'Runtime.ExitError'],
    ['an import that never ends', 'for (;;);', { initTimeoutMs: 300 }, 'Sandbox.Timedout'],
  ])('fails every invocation with its reason: %s', async (_, source, arrangement, errorType) => {
    const broken = lambda(source, arrangement);

    const results = [await broken.invoke('{}'), await broken.invoke('{}')];

    expect(results.map((result) => errorOf(result)?.errorType)).toEqual([errorType, errorType]);
    expect(broken.counters).toMatchObject({ errors: 2, coldStarts: 2 });
  });
});

describe('stopping a function', () => {
  it('fails what is under way or waiting, and what comes after', async () => {
    const faulty = lambda(FAULTY, { concurrency: 1 });
    const under = [faulty.invoke(fault('hang')), faulty.invoke('{}')];
    await sleep(50);

    await faulty.stop();

    const results = [...(await Promise.all(under)), await faulty.invoke('{}')];
    expect(results.map((result) => errorOf(result)?.errorType)).toEqual(Array(3).fill('Sandbox.Stopped'));
  });
});
