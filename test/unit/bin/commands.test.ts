/** Runs every command with --help and with an unknown flag, and checks what it prints and loads. */
import { spawn } from 'node:child_process';
import { once } from 'node:events';
import path from 'node:path';
import { text } from 'node:stream/consumers';
import pLimit from 'p-limit';
import { flagsOf } from '../../../common/cli/flags';
import { flagLabel } from '../../../common/cli/help';
import { npmScripts } from '../../../tools/docs/npm-scripts';

const ROOT = path.resolve(__dirname, '../../..');

const COMMANDS = npmScripts().flatMap(({ name, file, command }) => (file && command ? [{ name, file, command }] : []));

/** How many commands run at once. A small machine has two cores. */
const limit = pLimit(2);

/** Runs a command with an empty PATH: it finds no Java and no other program. */
function run(file: string, flag: string) {
  return limit(async () => {
    const args = ['--require', './test/support/loaded-packages.cjs', '--import', 'tsx', file, flag];
    const child = spawn(process.execPath, args, {
      cwd: ROOT,
      env: { PATH: '/nonexistent' },
      stdio: ['ignore', 'pipe', 'pipe', 'pipe'],
    });
    const read = (descriptor: number) => text(child.stdio[descriptor] as NodeJS.ReadableStream);
    const [[status], out, err, packages] = await Promise.all([once(child, 'close'), read(1), read(2), read(3)]);
    return { status, out, err, packages };
  });
}

/** All runs start now, and each test waits for its own. */
const runs = new Map(
  COMMANDS.map(({ name, file }) => [name, { help: run(file, '--help'), bogus: run(file, '--bogus') }] as const),
);

it('covers every command', () => {
  expect(COMMANDS.map(({ name }) => name)).toEqual(
    expect.arrayContaining(['start', 'produce', 'query', 'engines', 'doctor', 'studio', 'mutate', 'samples']),
  );
  expect(COMMANDS).toHaveLength(15);
});

describe.each(COMMANDS)('$name', ({ name, command }) => {
  it('exits with 2 for a flag that does not exist, and names it and --help', async () => {
    expect(await runs.get(name)?.bogus).toMatchObject({
      status: 2,
      out: '',
      err: expect.stringMatching(/^[^\n]*'--bogus'[^\n]*--help[^\n]*\n$/),
    });
  });

  it('exits with 0 for --help, and shows its usage and every flag', async () => {
    const { status, out = '', err } = (await runs.get(name)?.help) ?? {};
    expect({ status, err }).toEqual({ status: 0, err: '' });
    expect(out).toContain(`npm ${name === 'start' ? '' : 'run '}${name}`);
    for (const [flag, spec] of flagsOf(command.flags)) expect(out).toContain(`  ${flagLabel(flag, spec)} `);
    for (const line of out.split('\n')) expect(line.length).toBeLessThanOrEqual(120);
  });

  it('loads no package for either', async () => {
    const { help, bogus } = runs.get(name) ?? {};
    expect([(await help)?.packages, (await bogus)?.packages]).toEqual(['', '']);
  });
});
