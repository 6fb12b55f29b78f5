/**
 * Runs a Java process without a shell, and logs its output to a file. The Java process ends
 * whenever this process does, however that comes about.
 */
import { type ChildProcess, spawn } from 'node:child_process';
import { randomUUID } from 'node:crypto';
import { once } from 'node:events';
import { closeSync, mkdirSync, openSync } from 'node:fs';
import path from 'node:path';
import type { Readable } from 'node:stream';
import { setTimeout as sleep } from 'node:timers/promises';
import { type Java, javaTool } from './java';
import { readTail } from './log-tail';
import { endLeftovers, forgetProcess, recordProcess } from './process-files';

export interface JvmOptions {
  readonly java: Java;
  /** Name of its log (`logs/<name>.log`) and of its process file. */
  readonly name: string;
  readonly stateFolder: string;
  /** Flags, main class and arguments. Every user of the machine can read them: pass no secret. */
  readonly args: readonly string[];
  /** Variables added to `engineEnvironment()`. */
  readonly environment?: NodeJS.ProcessEnv;
  /**
   * Makes its output available as `output` instead of logging it.
   * @default false
   */
  readonly piped?: boolean;
  /** Called if it ends after it was ready without having been told to. */
  readonly onDeath?: (error: Error) => void;
}

/** Time between two probes of a process that starts. */
const PROBE_INTERVAL_MILLISECONDS = 100;

/** A healthy JVM ends within a second or two. */
const GRACE_MILLISECONDS = 10_000;

/** Path of a process's log. */
export function logOf(stateFolder: string, name: string): string {
  return path.join(stateFolder, 'logs', `${name}.log`);
}

/** Running processes, by mark. They are killed when this process exits. */
const running = new Map<string, Jvm>();
process.on('exit', () => {
  for (const jvm of running.values()) jvm.signal('SIGKILL');
});

/** One running Java process. */
export class Jvm {
  /** Resolves when the process has ended, for whatever reason. */
  readonly exited: Promise<void>;
  private readonly mark = `-Dtripstream.process=${randomUUID()}`;
  private readonly child: ChildProcess;
  private stopRequested = false;
  private isReady = false;
  /** How the process ended, as part of a sentence. */
  private ending: string | undefined;

  /**
   * Starts the process. If Java cannot be started, `exited` resolves.
   * @throws Error if the log cannot be opened
   */
  constructor(private readonly options: JvmOptions) {
    const { java, name, stateFolder, args, piped = false } = options;
    mkdirSync(path.dirname(this.log), { recursive: true });
    const log = openSync(this.log, 'a');
    this.child = spawn(javaTool(java, 'java'), [this.mark, ...args], {
      env: { ...engineEnvironment(), ...options.environment },
      stdio: piped ? ['ignore', 'pipe', 'pipe'] : ['ignore', log, log],
      // In a session of its own, so that Ctrl-C reaches only us, and we end processes in order.
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

  /** Standard output and standard error of a piped process; null for others. */
  get output(): { readonly stdout: Readable | null; readonly stderr: Readable | null } {
    return this.child;
  }

  get log(): string {
    return logOf(this.options.stateFolder, this.options.name);
  }

  signal(signal: NodeJS.Signals): void {
    this.stopRequested = true;
    this.child.kill(signal);
  }

  /** Ends the process at once, as the loss of its machine would. */
  async kill(): Promise<void> {
    this.signal('SIGKILL');
    await this.exited;
  }

  /** Asks the process to end, and kills it if it is still running after the grace period. */
  async stop(graceMilliseconds = GRACE_MILLISECONDS): Promise<void> {
    this.signal('SIGTERM');
    const timer = setTimeout(() => this.signal('SIGKILL'), graceMilliseconds);
    await this.exited;
    clearTimeout(timer);
  }

  /** An error that tells what went wrong, with the end of the log. */
  failure(what: string): Error {
    return new Error(`${what}. The end of ${this.log}:\n${readTail(this.log)}`);
  }

  /**
   * Resolves when the probe returns true. The probe is called ten times a second.
   * @throws Error with the end of the log if the process ends first or the time is over
   */
  async ready(probe: () => Promise<boolean>, limitMilliseconds: number): Promise<void> {
    const limit = Date.now() + limitMilliseconds;
    // A probe may wait for long if another process took the port.
    while (!(await Promise.race([probe(), this.exited.then(() => false)]))) {
      if (this.ending !== undefined)
        throw this.failure(`${this.options.name} ended ${this.ending} before it was ready`);
      if (Date.now() > limit)
        throw this.failure(`${this.options.name} is not ready after ${limitMilliseconds / 1000} s`);
      await sleep(PROBE_INTERVAL_MILLISECONDS);
    }
    this.isReady = true;
  }

  private async end(): Promise<void> {
    // A Java that cannot be started emits 'error', with which `once` rejects.
    this.ending = await once(this.child, 'close').then(
      ([code, signal]) => (signal === null ? `with code ${code}` : `on ${signal}`),
      (error: Error) => `at once (${error.message})`,
    );
    running.delete(this.mark);
    forgetProcess(this.options.stateFolder, this.options.name);
    if (this.isReady && !this.stopRequested)
      this.options.onDeath?.(this.failure(`${this.options.name} ended unexpectedly ${this.ending}`));
  }
}

/** Ends processes that an earlier run left behind. Those of this process go on. */
export async function endForeign(stateFolder: string): Promise<void> {
  await endLeftovers(stateFolder, new Set(running.keys()));
}

/**
 * Environment variables that a JVM gets: no credentials, no proxies, and no options that are meant
 * for other Javas.
 */
export function engineEnvironment(): NodeJS.ProcessEnv {
  const { PATH, HOME, LANG, LC_ALL, TZ } = process.env;
  return { PATH, HOME, LANG, LC_ALL, TZ };
}
