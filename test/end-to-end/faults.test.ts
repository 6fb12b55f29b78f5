/** Runs the lake half with faults, with a killed producer and with Ctrl-C. No row may be lost. */
import type { ChildProcess } from 'node:child_process';
import { readFileSync, rmSync, writeFileSync } from 'node:fs';
import { connect } from 'node:net';
import path from 'node:path';
import { setTimeout as sleep } from 'node:timers/promises';
import { Runtime } from '../../local/aws/runtime';
import { balances } from '../../local/run/audit/audit';
import { auditRun } from '../../local/run/audit/audit-run';
import { lakeMappings } from '../../local/run/wiring/halves';
import { readTripstreamWiring } from '../../local/run/wiring/tripstream-wiring';
import { sampleLines } from '../../samples/trips';
import { runNode, start, synthesiseOnce, temporaryFolder } from './pipeline';

const folder = temporaryFolder('faults');
const file = path.join(folder, 'trips.csv');
beforeAll(() => writeFileSync(file, `${sampleLines(5, 12_000).join('\n')}\n`));
afterAll(() => rmSync(folder, { recursive: true, force: true }));

it('balances under throttled entries, internal failures, resets and slow answers', async () => {
  const { report } = await start(
    folder,
    file,
    '--lake-only',
    '--no-limits',
    // Without aggregation each call takes 500 trips: enough calls that some are reset.
    '--no-aggregation',
    '--assembly',
    await synthesiseOnce(),
    '--faults',
    // The probability that a record fails 11 times in a row, and is given up, is 10^-7.
    'throttled=0.1,internalFailure=0.01,reset=0.12,latencyMs=20,seed=3',
  );
  expect(balances(report)).toBe(true);
  expect(report).toMatchObject({ lost: 0, undelivered: 0, rows_read: 12_055, rejected: 31, duplicates: 55 });
  expect(report.producer.retries).toBeGreaterThan(0);
  // A connection reset after the records were stored makes the producer send them twice.
  expect(report.redelivered).toBeGreaterThan(0);
});

it('loses nothing when the producer is killed and resumed', async () => {
  const stateFolder = path.join(folder, 'killed');
  const wiring = readTripstreamWiring(await synthesiseOnce());
  const runtime = await Runtime.start({ wiring, mappings: lakeMappings(wiring), stateFolder });
  try {
    const producerFolder = path.join(stateFolder, 'producer');
    const flags = [
      '--stream',
      'trips',
      '--endpoint',
      runtime.services.kinesis.url,
      '--region',
      'us-east-1',
      '--out',
      producerFolder,
      '--json',
    ];
    const produce = ['bin/produce.ts', file, ...flags];
    const arrived = () => runtime.services.kinesis.stream('trips').shards.reduce((sum, shard) => sum + shard.held, 0);
    const killed = await runNode([...produce, '--rate', '2000'], (child) => void killWhen(child, () => arrived() >= 3));
    expect(killed.signal).toBe('SIGKILL');
    const resumed = await runNode([...produce, '--resume']);
    expect(resumed.exitCode).toBe(0);
    expect((JSON.parse(resumed.stdout) as { rows_read: number }).rows_read).toBeGreaterThan(0);
    await runtime.drain();
    const audit = await auditRun({ wiring, stateFolder, files: [file], producerFolder });
    expect(balances(audit)).toBe(true);
    expect(audit).toMatchObject({ rows_read: 12_055, lost: 0, undelivered: 0, failed: 0, errored: 0 });
  } finally {
    await runtime.stop();
  }
});

async function killWhen(child: ChildProcess, reached: () => boolean): Promise<void> {
  while (child.exitCode === null && !reached()) await sleep(20);
  child.kill('SIGKILL');
}

it('stops everything on Ctrl-C, and leaves no port open and no process behind', async () => {
  const state = path.join(folder, 'interrupted');
  let url = '';
  const flags = ['--exit', '--lake-only', '--state', state, '--rate', '500', '--assembly', await synthesiseOnce()];
  const run = await runNode(['bin/start.ts', file, ...flags], (child) => {
    child.stdout?.on('data', (text: string) => {
      url ||= /http:\/\/127\.0\.0\.1:\d+/.exec(text)?.[0] ?? '';
      if (text.includes('Streaming')) setTimeout(() => child.kill('SIGINT'), 1_000);
    });
  });
  expect(run.exitCode).toBe(130);
  await expect(isOpen(Number(new URL(url).port))).resolves.toBe(false);
  expect(() => readFileSync(path.join(state, 'run.pid'))).toThrow(/ENOENT/);
});

function isOpen(port: number): Promise<boolean> {
  return new Promise((resolve) => {
    const socket = connect(port, '127.0.0.1', () => {
      socket.destroy();
      resolve(true);
    }).once('error', () => resolve(false));
  });
}
