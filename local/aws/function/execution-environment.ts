/**
 * One execution environment: a process with its own variables, which answers one invocation at a
 * time.
 */
import { randomUUID } from 'node:crypto';
import type { FunctionWiring } from '../template/wiring';
import { invocationContext, newLogStreamName, traceHeader } from './context';
import { type EnvironmentOptions, environmentVariables } from './environment-variables';
import {
  type InvocationError,
  type InvocationResult,
  MAX_PAYLOAD_BYTES,
  STOPPED,
  timedOut,
  tooLarge,
} from './invocation';
import { LogLines } from './log-lines';
import { type Message, RuntimeProcess } from './runtime-process';

type Reply = { readonly payload: string } | { readonly error: InvocationError };

export interface ExecutionEnvironmentOptions extends EnvironmentOptions {
  readonly onLine: (line: string) => void;
  /** Milliseconds that the import may take. */
  readonly initTimeoutMs: number;
}

export class ExecutionEnvironment {
  private readonly process: RuntimeProcess;
  private readonly lines: LogLines;
  private readonly logStreamName = newLogStreamName();
  private readonly ready: Promise<Reply>;
  private invoking = false;
  private resolveReply: ((reply: Reply) => void) | undefined;
  private ended: InvocationError | undefined;

  constructor(
    private readonly wiring: FunctionWiring,
    private readonly options: ExecutionEnvironmentOptions,
  ) {
    this.lines = new LogLines(options.onLine);
    this.process = this.start();
    this.ready = this.reply(options.initTimeoutMs, timedOut(options.initTimeoutMs / 1000));
  }

  /** False once the process has crashed, timed out or been stopped. */
  get alive(): boolean {
    return this.ended === undefined;
  }

  get busy(): boolean {
    return this.invoking;
  }

  /**
   * Never rejects.
   * @param payload the event as JSON.
   */
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

  /** Ends the process. An invocation under way fails. */
  async stop(): Promise<void> {
    this.end(STOPPED);
    this.process.kill();
    await this.process.closed;
  }

  private start(): RuntimeProcess {
    return new RuntimeProcess({
      variables: environmentVariables(this.wiring, this.logStreamName, this.options),
      folder: this.wiring.assetDirectory,
      memoryMiB: this.wiring.memoryMiB,
      onMessage: (message) => this.receive(message),
      onEnd: (reason) => {
        this.end(reason);
        this.lines.end();
      },
    });
  }

  private receive(message: Message): void {
    if (message.kind === 'output') this.lines.write(message.stream, message.text);
    // The end of the process follows, but does not give the reason.
    else if (message.kind === 'crash') this.end(message.error);
    else if (message.kind === 'failure') this.resolveReply?.({ error: message.error });
    else this.resolveReply?.({ payload: message.kind === 'answer' ? message.payload : '' });
  }

  private send(requestId: string, event: string): Promise<Reply> {
    const { timeoutSeconds, tracing } = this.wiring;
    const context = invocationContext(this.wiring, requestId, this.logStreamName);
    const deadline = Date.now() + timeoutSeconds * 1000;
    const reply = this.reply(timeoutSeconds * 1000, timedOut(timeoutSeconds));
    if (this.alive) this.process.send(event, { traceId: traceHeader(tracing), deadline, context });
    return reply;
  }

  /**
   * Waits for the process's next reply. After `ms` milliseconds the process is ended and `late` is
   * the reply.
   */
  private reply(ms: number, late: InvocationError): Promise<Reply> {
    if (this.ended) return Promise.resolve({ error: this.ended });
    return new Promise((resolve) => {
      const timer = setTimeout(() => {
        this.end(late);
        this.process.kill();
      }, ms);
      this.resolveReply = (reply) => {
        clearTimeout(timer);
        this.resolveReply = undefined;
        resolve(reply);
      };
    });
  }

  private end(reason: InvocationError): void {
    const isUnexpected = this.ended === undefined && this.resolveReply === undefined && reason !== STOPPED;
    if (isUnexpected) this.options.onLine(`Environment ended: ${reason.errorMessage}`);
    this.ended ??= reason;
    this.resolveReply?.({ error: this.ended });
  }
}
