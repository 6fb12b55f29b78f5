/** Runs ministack, empty at first. */
import { type ChildProcess, spawn } from 'node:child_process';
import { once } from 'node:events';
import { closeSync, openSync } from 'node:fs';
import path from 'node:path';
import { setTimeout as sleep } from 'node:timers/promises';
import { readTail } from '../../../local/engines/jvm/log-tail';
import { findFreePort } from '../../../local/engines/jvm/ports';
import { track } from '../children';
import { childEnvironment } from '../environment';

/** It takes 2 s, or half a minute on a machine that is busy with other tests. */
const READY_LIMIT_MS = 60_000;

export interface ServerOptions {
  /** The Python that has ministack. */
  readonly python: string;
  /** An existing folder for its log and its files. */
  readonly folder: string;
  /** Host and port that it reports as the address of every OpenSearch domain. */
  readonly openSearch: string;
}

export class Ministack {
  private isUp = true;

  private constructor(
    /** URL of every service. */
    readonly endpoint: string,
    readonly log: string,
    private readonly child: ChildProcess,
  ) {
    // Without such a Python the child emits 'error' alone.
    for (const event of ['close', 'error'])
      child.once(event, () => {
        this.isUp = false;
      });
  }

  /**
   * Starts ministack and waits until it is ready.
   * @throws Error with the end of its log when it does not start
   */
  static async start({ python, folder, openSearch }: ServerOptions): Promise<Ministack> {
    const port = await findFreePort();
    const log = path.join(folder, 'ministack.log');
    const descriptor = openSync(log, 'a');
    const child = spawn(python, [path.join(__dirname, 'serve.py')], {
      cwd: folder,
      env: {
        ...childEnvironment(folder),
        GATEWAY_PORT: String(port),
        BIND_HOST: '127.0.0.1',
        MINISTACK_HOST: '127.0.0.1',
        MINISTACK_OPENSEARCH_ENDPOINT: openSearch,
        // The CDK's functions use the SDK of Lambda's runtime; ours bring their own.
        NODE_PATH: path.resolve(__dirname, '../../../node_modules'),
        // Nothing may change in the cache of engines.
        PYTHONDONTWRITEBYTECODE: '1',
      },
      // A process group of its own, so that Ctrl-C reaches this process alone.
      detached: true,
      stdio: ['pipe', descriptor, descriptor],
    });
    closeSync(descriptor);
    track(child);
    const server = new Ministack(`http://127.0.0.1:${port}`, log, child);
    await server.ready();
    return server;
  }

  /** Closes standard input, which ends ministack: see serve.py. */
  async stop(): Promise<void> {
    if (!this.isUp) return;
    const closed = once(this.child, 'close');
    this.child.stdin?.end();
    await closed;
  }

  /** The end of what it logged. */
  get tail(): string {
    return readTail(this.log);
  }

  private async ready(): Promise<void> {
    const limit = Date.now() + READY_LIMIT_MS;
    while (!(await this.answers())) {
      if (!this.isUp || Date.now() > limit)
        throw new Error(`ministack ${this.isUp ? 'is not ready' : 'ended'}. The end of ${this.log}:\n${this.tail}`);
      await sleep(100);
    }
  }

  private async answers(): Promise<boolean> {
    try {
      return (await fetch(`${this.endpoint}/_ministack/health`, { signal: AbortSignal.timeout(2_000) })).ok;
    } catch {
      return false;
    }
  }
}
