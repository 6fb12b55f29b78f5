/** One execution environment: a worker thread with its own variables, which answers one invocation at a time. */
import { randomUUID } from 'node:crypto';
import { join } from 'node:path';
import { Worker } from 'node:worker_threads';
import type { FunctionWiring } from '../template/wiring';
import { type EnvironmentOptions, environmentVariables, logGroupName, VERSION } from './environment-variables';
import {
  crashed,
  exited,
  type InvocationError,
  type InvocationResult,
  MAX_PAYLOAD_BYTES,
  STOPPED,
  timedOut,
  tooLarge,
} from './invocation';
import { LogLines } from './log-lines';
import { traceHeader } from './trace-header';

type Reply = { readonly payload: string } | { readonly error: InvocationError };

type Message =
  | { readonly kind: 'ready' }
  | { readonly kind: 'output'; readonly stream: string; readonly text: string }
  | { readonly kind: 'answer'; readonly payload: string }
  | { readonly kind: 'failure'; readonly error: InvocationError }
  | { readonly kind: 'unstarted'; readonly error: InvocationError };

export interface ExecutionEnvironmentOptions extends EnvironmentOptions {
  readonly onLine: (line: string) => void;
  /** Milliseconds the import may take. */
  readonly initTimeoutMs: number;
}

export class ExecutionEnvironment {
  private readonly worker: Worker;
  private readonly lines: LogLines;
  private readonly logStreamName = `local/[${VERSION}]${randomUUID().replaceAll('-', '')}`;
  private readonly ready: Promise<Reply>;
  private invoking = false;
  private settle: ((reply: Reply) => void) | undefined;
  private ended: InvocationError | undefined;

  constructor(
    private readonly wiring: FunctionWiring,
    private readonly options: ExecutionEnvironmentOptions,
  ) {
    this.lines = new LogLines(options.onLine);
    this.worker = this.start();
    this.ready = this.reply(options.initTimeoutMs, timedOut(options.initTimeoutMs / 1000));
  }

  /** False once the worker has crashed, timed out or been stopped: it answers no more. */
  get alive(): boolean {
    return this.ended === undefined;
  }

  get busy(): boolean {
    return this.invoking;
  }

  /** @param payload the event as JSON. Never rejects. */
  async invoke(payload: string): Promise<InvocationResult> {
    const requestId = randomUUID();
    this.invoking = true;
    await this.ready;
    const reply = await this.send(requestId, payload);
    this.invoking = false;
    if ('error' in reply) return { ok: false, requestId, error: reply.error };
    const bytes = Buffer.byteLength(reply.payload);
    if (bytes > MAX_PAYLOAD_BYTES) return { ok: false, requestId, error: tooLarge('Response', bytes) };
    return { ok: true, requestId, value: JSON.parse(reply.payload) };
  }

  /** Ends the worker; an invocation under way fails. */
  async stop(): Promise<void> {
    this.end(STOPPED);
    await this.worker.terminate();
  }

  private start(): Worker {
    const { assetDirectory, handler, memoryMiB } = this.wiring;
    const worker = new Worker(join(__dirname, 'worker.cjs'), {
      workerData: { assetDirectory, handler },
      env: environmentVariables(this.wiring, this.logStreamName, this.options),
      // The parent's --import tsx is not part of Lambda's runtime.
      execArgv: [],
      stdout: true,
      stderr: true,
      // A leak of objects ends as in the cloud; buffers lie outside this heap and stay unbounded.
      resourceLimits: { maxOldGenerationSizeMb: memoryMiB },
    });
    worker.on('message', (message: Message) => this.receive(message));
    worker.on('error', (error) => this.end(crashed(error)));
    worker.on('exit', (code) => {
      this.end(exited(code));
      this.lines.end();
    });
    // What native code writes past process.stdout.write.
    worker.stdout.on('data', (data) => this.lines.write('stdout', String(data)));
    worker.stderr.on('data', (data) => this.lines.write('stderr', String(data)));
    return worker;
  }

  private receive(message: Message): void {
    if (message.kind === 'output') this.lines.write(message.stream, message.text);
    // At once: the exit event may follow in the same turn and knows no reason.
    else if (message.kind === 'unstarted') this.end(message.error);
    else if (message.kind === 'failure') this.settle?.({ error: message.error });
    else this.settle?.({ payload: message.kind === 'answer' ? message.payload : '' });
  }

  private send(requestId: string, event: string): Promise<Reply> {
    const { name, arn, memoryMiB, timeoutSeconds, tracing } = this.wiring;
    const context = {
      awsRequestId: requestId,
      functionName: name,
      functionVersion: VERSION,
      invokedFunctionArn: arn,
      memoryLimitInMB: String(memoryMiB),
      logGroupName: logGroupName(this.wiring),
      logStreamName: this.logStreamName,
      callbackWaitsForEmptyEventLoop: true,
    };
    const deadline = Date.now() + timeoutSeconds * 1000;
    const reply = this.reply(timeoutSeconds * 1000, timedOut(timeoutSeconds));
    if (this.alive) this.worker.postMessage({ event, traceId: traceHeader(tracing), deadline, context });
    return reply;
  }

  /** The worker's next reply; when it takes longer than `ms`, the worker is ended and `late` is the reply. */
  private reply(ms: number, late: InvocationError): Promise<Reply> {
    if (this.ended) return Promise.resolve({ error: this.ended });
    return new Promise((resolve) => {
      const timer = setTimeout(() => {
        this.end(late);
        void this.worker.terminate();
      }, ms);
      this.settle = (reply) => {
        clearTimeout(timer);
        this.settle = undefined;
        resolve(reply);
      };
    });
  }

  private end(reason: InvocationError): void {
    const unasked = this.ended === undefined && this.settle === undefined && reason !== STOPPED;
    if (unasked) this.options.onLine(`Environment ended: ${reason.errorMessage}`);
    this.ended ??= reason;
    this.settle?.({ error: this.ended });
  }
}
