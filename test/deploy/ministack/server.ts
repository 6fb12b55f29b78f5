/** A ministack that runs, empty at first. */
import { type ChildProcess, spawn } from 'node:child_process';
import { once } from 'node:events';
import { closeSync, openSync } from 'node:fs';
import path from 'node:path';
import { setTimeout as sleep } from 'node:timers/promises';
import { tailOf } from '../../../local/engines/jvm/log-tail';
import { freePort } from '../../../local/engines/jvm/ports';
import { track } from '../children';
import { childEnvironment } from '../environment';

/** Half a minute on a machine that is busy with other tests; 2 s on one that is not. */
const READY_LIMIT_MS = 60_000;

export interface ServerOptions {
  /** The Python that has ministack. */
  readonly python: string;
  /** For its log and whatever it keeps; exists, and is emptied by nobody while it runs. */
  readonly folder: string;
  /** Host and port that it gives as the address of any OpenSearch domain. */
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
    // 'error' alone when there is no such Python.
    for (const event of ['close', 'error'])
      child.once(event, () => {
        this.isUp = false;
      });
  }

  /** @throws Error with the end of its log when it does not come up */
  static async start({ python, folder, openSearch }: ServerOptions): Promise<Ministack> {
    const port = await freePort();
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
        // Lambda's own runtime has the SDK, which the CDK's functions use; ours carry their own.
        NODE_PATH: path.resolve(__dirname, '../../../node_modules'),
        // The cache of engines is as it was installed.
        PYTHONDONTWRITEBYTECODE: '1',
      },
      // A group of its own: Ctrl-C reaches us alone.
      detached: true,
      stdio: ['pipe', descriptor, descriptor],
    });
    closeSync(descriptor);
    track(child);
    const server = new Ministack(`http://127.0.0.1:${port}`, log, child);
    await server.ready();
    return server;
  }

  /** Closes its standard input, by which it ends: see serve.py. */
  async stop(): Promise<void> {
    if (!this.isUp) return;
    const closed = once(this.child, 'close');
    this.child.stdin?.end();
    await closed;
  }

  /** The end of what it logged. */
  get tail(): string {
    return tailOf(this.log);
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
