/** Runs a bundle as Lambda does: in its own Node process, with Lambda's environment variables. */
import { type ChildProcess, fork } from 'node:child_process';
import { once } from 'node:events';
import { writeFileSync } from 'node:fs';
import { basename, dirname, join } from 'node:path';

/** The program of that process. It imports the bundle from an ES module, as Lambda does. */
const runner = (bundle: string) => `import { handler } from './${bundle}';
process.on('message', async ({ event, timeLeft }) => {
  if (event === undefined) process.exit();
  const end = Date.now() + timeLeft;
  const context = { functionName: 'function', awsRequestId: 'r1', getRemainingTimeInMillis: () => end - Date.now() };
  process.send(await handler(event, context).catch((error) => ({ error: String(error) })));
});
process.on('disconnect', () => process.exit());
process.send('ready');
`;

const VARIABLES = {
  AWS_EXECUTION_ENV: 'AWS_Lambda_nodejs24.x',
  AWS_LAMBDA_INITIALIZATION_TYPE: 'on-demand',
  AWS_REGION: 'eu-west-1',
  AWS_ACCESS_KEY_ID: 'none',
  AWS_SECRET_ACCESS_KEY: 'none',
  // No daemon listens on this port: the segments are datagrams, and are dropped.
  AWS_XRAY_DAEMON_ADDRESS: '127.0.0.1:9',
  _HANDLER: 'index.handler',
  _X_AMZN_TRACE_ID: 'Root=1-65f0c0de-0123456789abcdef01234567;Parent=0123456789abcdef;Sampled=1',
  POWERTOOLS_METRICS_NAMESPACE: 'Tripstream',
};

export class FunctionProcess {
  private output = '';

  private constructor(private readonly child: ChildProcess) {
    for (const stream of [child.stdout, child.stderr])
      stream?.on('data', (data) => {
        this.output += data;
      });
  }

  /**
   * Starts the process.
   * @throws Error with its output if the bundle cannot be imported
   */
  static async start(bundle: string, variables: Readonly<Record<string, string>>): Promise<FunctionProcess> {
    const directory = dirname(bundle);
    writeFileSync(join(directory, 'runner.mjs'), runner(basename(bundle)));
    const child = fork(join(directory, 'runner.mjs'), {
      cwd: directory,
      execArgv: ['--no-warnings'],
      stdio: ['ignore', 'pipe', 'pipe', 'ipc'],
      env: { ...VARIABLES, ...variables, LAMBDA_TASK_ROOT: directory },
    });
    const process = new FunctionProcess(child);
    const exit = once(child, 'exit').then(() => Promise.reject(new Error(process.output)));
    exit.catch(() => {});
    await Promise.race([once(child, 'message'), exit]);
    return process;
  }

  /**
   * Invokes the handler.
   * @param timeLeft milliseconds until the function would time out
   * @returns the handler's answer, or `{error}`
   */
  async invoke(event: object, timeLeft = 20_000): Promise<unknown> {
    this.child.send({ event, timeLeft });
    const [answer] = await once(this.child, 'message');
    return answer;
  }

  /**
   * Kills the process, as the loss of its machine would. An invocation under way gets no answer.
   * @returns the lines that it wrote
   */
  async kill(): Promise<readonly string[]> {
    const closed = once(this.child, 'close');
    this.child.kill('SIGKILL');
    await closed;
    return this.lines();
  }

  /**
   * Ends the process.
   * @returns the lines that it wrote
   */
  async stop(): Promise<readonly string[]> {
    const closed = once(this.child, 'close');
    // A message ends the child: one that is disconnected from this side never emits 'close'.
    this.child.send({});
    await closed;
    return this.lines();
  }

  private lines(): readonly string[] {
    return this.output.split('\n').filter((line) => line !== '');
  }
}
