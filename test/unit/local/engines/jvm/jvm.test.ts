/** How a JVM process starts and ends. */
import { spawn } from 'node:child_process';
import { mkdtempSync, readdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { setTimeout as sleep } from 'node:timers/promises';
import { Jvm, type JvmOptions } from '../../../../../local/engines/jvm/jvm';
import { endLeftovers, recordProcess } from '../../../../../local/engines/jvm/process-files';
import { isRunning } from '../../../../../local/engines/jvm/process-id';
import { fakeJava } from './fake-java';

const LIVE = "console.log('up'); setInterval(() => {}, 1000);";
const DEAF = `process.on('SIGTERM', () => console.log('heard')); ${LIVE}`;

describe('a process of an engine', () => {
  let folder: string;
  const started: Jvm[] = [];

  const start = (script: string, options: Partial<JvmOptions> = {}) => {
    const jvm = new Jvm({ java: fakeJava(folder), name: 'mill', stateFolder: folder, args: [script], ...options });
    started.push(jvm);
    return jvm;
  };
  const log = () => readFileSync(path.join(folder, 'logs', 'mill.log'), 'utf8');
  const records = () => readdirSync(path.join(folder, 'processes'));
  const up = async () => log().includes('up');
  const gone = async (pid: number) => {
    while (isRunning(pid)) await sleep(20);
  };

  beforeEach(() => {
    folder = mkdtempSync(path.join(tmpdir(), 'jvm-'));
  });
  afterEach(async () => {
    await Promise.all(started.splice(0).map((jvm) => jvm.kill()));
    rmSync(folder, { recursive: true });
  });

  it('is logged, is recorded while it runs, and ends when told to', async () => {
    const jvm = start(LIVE);
    await jvm.ready(up, 10_000);
    expect(records()).toEqual(['mill.json']);
    await jvm.stop();
    expect([records(), isRunning(jvm.pid ?? 0)]).toEqual([[], false]);
  });

  it('is killed if it does not end within the grace period', async () => {
    const jvm = start(DEAF);
    await jvm.ready(up, 10_000);
    await jvm.stop(100);
    expect(log()).toContain('heard');
    expect(isRunning(jvm.pid ?? 0)).toBe(false);
  });

  it('reports how it ended if that was before it was ready, with the end of its log', async () => {
    const jvm = start("console.log('the port is taken'); process.exit(3);");
    await expect(jvm.ready(async () => false, 10_000)).rejects.toThrow(
      /^mill ended with code 3 before it was ready\. The end of .*mill\.log:\nthe port is taken$/,
    );
  });

  it('is reported if it is not ready in time', async () => {
    await expect(start(LIVE).ready(async () => false, 300)).rejects.toThrow('mill is not ready after 0.3 s');
  });

  it('reports why it cannot be started', async () => {
    const jvm = start(LIVE, { java: { home: '/nowhere', version: '17' } });
    await expect(jvm.ready(async () => false, 10_000)).rejects.toThrow(/mill ended at once \(spawn .* ENOENT\)/);
  });

  it('reports an unexpected end, and no other', async () => {
    const deaths: string[] = [];
    const onDeath = ({ message }: Error) => deaths.push(message);
    const killed = start(LIVE, { onDeath });
    await killed.ready(up, 10_000);
    await killed.kill();
    expect(deaths).toEqual([]);
    const dying = start(LIVE, { onDeath });
    await dying.ready(up, 10_000);
    process.kill(dying.pid ?? 0, 'SIGKILL');
    await dying.exited;
    expect(deaths).toEqual([expect.stringMatching(/^mill ended unexpectedly on SIGKILL/)]);
  });

  it('inherits no credentials', async () => {
    process.env.AWS_SECRET_ACCESS_KEY = 'not for engines';
    const jvm = start(`console.log(Object.keys(process.env).join()); ${LIVE}`, {
      environment: { CBOR_ENABLED: 'false' },
    });
    await jvm.ready(up, 10_000);
    delete process.env.AWS_SECRET_ACCESS_KEY;
    expect(log()).toContain('CBOR_ENABLED');
    expect(log()).not.toContain('AWS_SECRET_ACCESS_KEY');
  });

  describe('when the process that started it is gone', () => {
    /** Starts one from another Node and returns its id. That Node then runs the script `ending`. */
    const startElsewhere = async (ending: string) => {
      const script = path.join(folder, 'parent.ts');
      const jvm = path.resolve(__dirname, '../../../../../local/engines/jvm/jvm');
      const options = { java: fakeJava(folder), name: 'mill', stateFolder: folder, args: [LIVE] };
      writeFileSync(
        script,
        `import { Jvm } from '${jvm}';
        const jvm = new Jvm(${JSON.stringify(options)});
        const up = async () => require('node:fs').readFileSync(jvm.log, 'utf8').includes('up');
        void jvm.ready(up, 10_000).then(() => { ${ending} });`,
      );
      const parent = spawn(process.execPath, ['--import', 'tsx', script], {
        cwd: path.resolve(__dirname, '../../../../..'),
        stdio: 'ignore',
      });
      await new Promise((resolve) => parent.once('exit', resolve));
      const record = readFileSync(path.join(folder, 'processes', 'mill.json'), 'utf8');
      const { pid } = JSON.parse(record) as { pid: number };
      return pid;
    };

    it.each([
      ['ended', 'process.exit(0);'],
      ['crashed', "throw new Error('crash');"],
    ])('is gone too: that process %s', async (_, ending) => {
      await gone(await startElsewhere(ending));
    });

    it('is ended by the next run if that process was killed', async () => {
      const pid = await startElsewhere("process.kill(process.pid, 'SIGKILL');");
      expect(isRunning(pid)).toBe(true);
      expect(await endLeftovers(folder)).toEqual(['mill']);
      await gone(pid);
      expect(records()).toEqual([]);
    });

    it('spares another process that has its id by now', async () => {
      recordProcess(folder, 'mill', { pid: process.pid, mark: '-Dtripstream.process=none-has-this' });
      expect(await endLeftovers(folder)).toEqual([]);
      expect(records()).toEqual([]);
    });
  });
});
