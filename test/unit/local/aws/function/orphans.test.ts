/** What happens to environments when the process that started them gets Ctrl-C or dies. */
import { spawn } from 'node:child_process';
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { createInterface } from 'node:readline';
import { setTimeout as sleep } from 'node:timers/promises';
import { readCommandLine } from '../../../../../local/engines/jvm/process-id';

const SAY_ID = 'console.log(process.pid);';

/** What an environment may be doing then. */
const SOURCES = {
  importing: `${SAY_ID} for (;;);`,
  idle: `export const handler = async () => { ${SAY_ID} };`,
  waiting: `export const handler = () => new Promise(() => { ${SAY_ID} setInterval(() => {}, 1000); });`,
  computing: `export const handler = async () => { ${SAY_ID} for (;;); };`,
};

describe('environments', () => {
  const folder = mkdtempSync(join(tmpdir(), 'tripstream-orphans-'));
  const ids: number[] = [];
  const running = () => ids.filter((id) => readCommandLine(id) !== '');

  afterAll(() => {
    for (const id of running()) process.kill(id, 'SIGKILL');
    rmSync(folder, { recursive: true });
  });

  it('outlive Ctrl-C in the terminal, and end when their parent is killed, whatever they are doing', async () => {
    const assets = Object.entries(SOURCES).map(([name, source]) => {
      const asset = mkdtempSync(join(folder, name));
      writeFileSync(join(asset, 'index.mjs'), source);
      return asset;
    });
    const parent = spawn(process.execPath, ['--import', 'tsx', join(__dirname, 'orphans-parent.ts'), ...assets], {
      // A process group of its own, as in a terminal, where Ctrl-C sends a signal to the group.
      detached: true,
      stdio: ['ignore', 'pipe', 'inherit'],
    });
    for await (const line of createInterface({ input: parent.stdout })) {
      ids.push(Number(line));
      if (ids.length === assets.length) break;
    }

    process.kill(-(parent.pid ?? Number.NaN), 'SIGINT');
    await sleep(200);
    expect(running()).toEqual(ids);

    parent.kill('SIGKILL');
    while (running().length > 0) await sleep(20);
  });
});
