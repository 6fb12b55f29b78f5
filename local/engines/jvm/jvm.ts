/** A Java process of ours: started without a shell, logged to a file, and ended in every way this process can end. */
import { type ChildProcess, spawn } from 'node:child_process';
import { randomUUID } from 'node:crypto';
import { once } from 'node:events';
import { closeSync, mkdirSync, openSync } from 'node:fs';
import path from 'node:path';
import type { Readable } from 'node:stream';
import { setTimeout as sleep } from 'node:timers/promises';
import { type Java, javaTool } from './java';
import { tailOf } from './log-tail';
import { endLeftovers, forgetProcess, recordProcess } from './process-files';

export interface JvmOptions {
  readonly java: Java;
  /** Names its log (`logs/<name>.log`) and its process file. */
  readonly name: string;
  readonly stateFolder: string;
  /** Flags, main class and arguments; no secret, for every user of the machine may read them. */
  readonly args: readonly string[];
  /** Beside `engineEnvironment()`. */
  readonly environment?: NodeJS.ProcessEnv;
  /** Read what it writes from `output` instead of having it logged. @default false */
  readonly piped?: boolean;
  /** Told when it ends after it was ready and without having been asked to. */
  readonly onDeath?: (error: Error) => void;
}

/** Where a process logs. */
export function logOf(stateFolder: string, name: string): string {
  return path.join(stateFolder, 'logs', `${name}.log`);
}

/** Those that run; ended at once when this process exits. */
const running = new Map<string, Jvm>();
process.on('exit', () => {
  for (const jvm of running.values()) jvm.signal('SIGKILL');
});

export class Jvm {
  /** Resolves when it has ended, for whatever reason. */
  readonly exited: Promise<void>;
  private readonly mark = `-Dtripstream.process=${randomUUID()}`;
  private readonly child: ChildProcess;
  private asked = false;
  private isReady = false;
  /** How it ended. */
  private ending: string | undefined;

  /** @throws Error when the log cannot be opened; a Java that does not start is a death */
  constructor(private readonly options: JvmOptions) {
    const { java, name, stateFolder, args, piped = false } = options;
    mkdirSync(path.dirname(this.log), { recursive: true });
    const log = openSync(this.log, 'a');
    this.child = spawn(javaTool(java, 'java'), [this.mark, ...args], {
      env: { ...engineEnvironment(), ...options.environment },
      stdio: piped ? ['ignore', 'pipe', 'pipe'] : ['ignore', log, log],
      // A session of its own: Ctrl-C reaches us alone, and we end what we started in its order.
      detached: true,
    });
    closeSync(log);
    running.set(this.mark, this);
    if (this.child.pid !== undefined) recordProcess(stateFolder, name, { pid: this.child.pid, mark: this.mark });
    this.exited = this.end();
  }

  get pid(): number | undefined {
    return this.child.pid;
  }

  /** Standard output and standard error of a piped process; nothing of others. */
  get output(): { readonly stdout: Readable | null; readonly stderr: Readable | null } {
    return this.child;
  }

  get log(): string {
    return logOf(this.options.stateFolder, this.options.name);
  }

  signal(signal: NodeJS.Signals): void {
    this.asked = true;
    this.child.kill(signal);
  }

  /** Ends it as a lost machine would. */
  async kill(): Promise<void> {
    this.signal('SIGKILL');
    await this.exited;
  }

  /** Asks it to end, and kills it when it has not after the grace. */
  async stop(graceMilliseconds = 10_000): Promise<void> {
    this.signal('SIGTERM');
    const timer = setTimeout(() => this.signal('SIGKILL'), graceMilliseconds);
    await this.exited;
    clearTimeout(timer);
  }

  /** What is to be said when it did not do what it should, with the end of its log. */
  failure(what: string): Error {
    return new Error(`${what}. The end of ${this.log}:\n${tailOf(this.log)}`);
  }

  /**
   * Resolves when the probe says so, asked ten times a second.
   * @throws Error with the end of the log when it ends first, or when the time is over
   */
  async ready(probe: () => Promise<boolean>, limitMilliseconds: number): Promise<void> {
    const limit = Date.now() + limitMilliseconds;
    // A probe may wait long for something else that took the port.
    while (!(await Promise.race([probe(), this.exited.then(() => false)]))) {
      if (this.ending !== undefined)
        throw this.failure(`${this.options.name} ended ${this.ending} before it was ready`);
      if (Date.now() > limit)
        throw this.failure(`${this.options.name} is not ready after ${limitMilliseconds / 1000} s`);
      await sleep(100);
    }
    this.isReady = true;
  }

  private async end(): Promise<void> {
    // A Java that cannot be started gives 'error', which `once` rejects with.
    this.ending = await once(this.child, 'close').then(
      ([code, signal]) => (signal === null ? `with code ${code}` : `by ${signal}`),
      (error: Error) => `at once (${error.message})`,
    );
    running.delete(this.mark);
    forgetProcess(this.options.stateFolder, this.options.name);
    if (this.isReady && !this.asked)
      this.options.onDeath?.(this.failure(`${this.options.name} ended by itself ${this.ending}`));
  }
}

/** Ends what an earlier run has left under this state folder; what this process runs goes on. */
export async function endForeign(stateFolder: string): Promise<void> {
  await endLeftovers(stateFolder, new Set(running.keys()));
}

/** What a JVM needs of this machine: no credentials, no proxies, no options that people set for other Javas. */
export function engineEnvironment(): NodeJS.ProcessEnv {
  const { PATH, HOME, LANG, LC_ALL, TZ } = process.env;
  return { PATH, HOME, LANG, LC_ALL, TZ };
}
