/**
 * The process of one execution environment: starts it, reads its messages, and tells how it ended.
 */
import { type ChildProcess, spawn } from 'node:child_process';
import type { Socket } from 'node:net';
import { join } from 'node:path';
import { FrameReader } from './frames';
import { guardGroup } from './guard';
import { exited, type InvocationError, killed, outOfMemory, unstarted } from './invocation';

/** What `runtime.cjs` sends. */
export type Message =
  | { readonly kind: 'ready' }
  | { readonly kind: 'output'; readonly stream: string; readonly text: string }
  | { readonly kind: 'answer'; readonly payload: string }
  | { readonly kind: 'failure'; readonly error: InvocationError }
  | { readonly kind: 'crash'; readonly error: InvocationError };

export interface RuntimeProcessOptions {
  /** All environment variables of the process. */
  readonly variables: Readonly<Record<string, string>>;
  /** Working directory. */
  readonly folder: string;
  readonly memoryMiB: number;
  readonly onMessage: (message: Message) => void;
  /** Called once, after the last message. */
  readonly onEnd: (reason: InvocationError) => void;
}

/** What V8 prints before it aborts the process. */
const HEAP_EXHAUSTED = 'heap out of memory';

export class RuntimeProcess {
  /** Resolves when the process has ended and all it wrote has been read. */
  readonly closed: Promise<void>;
  private readonly child: ChildProcess;
  /**
   * Carries events to the process and messages from it. Unlike the IPC channel it blocks in the
   * process, so no message is lost when the process exits.
   */
  private readonly socket: Socket | undefined;
  private isHeapExhausted = false;

  constructor(private readonly options: RuntimeProcessOptions) {
    const { variables, folder, memoryMiB } = options;
    // A leak of objects ends as in the cloud. Buffers are outside this heap and stay unbounded.
    const flags = [`--max-old-space-size=${memoryMiB}`];
    this.child = spawn(process.execPath, [...flags, join(__dirname, 'runtime.cjs')], {
      cwd: folder,
      env: variables,
      // A process group of its own: Ctrl-C in a terminal does not reach it, and what it starts ends
      // with it.
      detached: true,
      stdio: ['ignore', 'pipe', 'pipe', 'ipc', 'pipe'],
    });
    this.socket = this.child.stdio?.[4] as Socket | undefined;
    this.closed = this.untilClosed();
    this.read();
  }

  /**
   * Sends an event and what belongs to its invocation. They are lost when the process has ended,
   * which `onEnd` reports.
   */
  send(event: string, invocation: object): void {
    const bytes = Buffer.byteLength(event);
    // For ASCII both encodings give the same bytes, and latin1 takes a third less CPU at both ends.
    const encoding = bytes === event.length ? 'latin1' : 'utf8';
    this.child.send({ ...invocation, bytes, encoding }, () => {});
    this.socket?.write(event, encoding);
  }

  /** Ends the process and all that it has started, at once. */
  kill(): void {
    const { pid, exitCode, signalCode } = this.child;
    if (pid !== undefined && exitCode === null && signalCode === null) killGroup(pid);
  }

  private read(): void {
    const { stdout, stderr } = this.child;
    const frames = new FrameReader((message) => this.options.onMessage(message as Message));
    // Writing to a process that has ended fails, and its end says why.
    this.socket?.on('data', (chunk: Buffer) => frames.push(chunk)).on('error', () => {});
    // Output of native code, which does not use process.stdout.write.
    stdout?.setEncoding('utf8').on('data', (text: string) => this.output('stdout', text));
    stderr?.setEncoding('utf8').on('data', (text: string) => this.output('stderr', text));
  }

  private output(stream: string, text: string): void {
    this.isHeapExhausted ||= text.includes(HEAP_EXHAUSTED);
    this.options.onMessage({ kind: 'output', stream, text });
  }

  private untilClosed(): Promise<void> {
    const { pid } = this.child;
    const release = pid === undefined ? () => {} : guardGroup(pid);
    return new Promise((resolve) => {
      const end = (reason: InvocationError) => {
        this.options.onEnd(reason);
        resolve();
      };
      this.child.on('error', (error) => end(unstarted(error)));
      this.child.once('exit', () => {
        // Processes that it has started would keep the pipes open.
        if (pid !== undefined) killGroup(pid);
        release();
      });
      this.child.once('close', (code, signal) => end(this.ending(code, signal)));
    });
  }

  private ending(code: number | null, signal: NodeJS.Signals | null): InvocationError {
    if (signal === null) return exited(code ?? 0);
    return this.isHeapExhausted ? outOfMemory(this.options.memoryMiB) : killed(signal);
  }
}

function killGroup(group: number): void {
  try {
    process.kill(-group, 'SIGKILL');
  } catch {
    // The group has ended.
  }
}
