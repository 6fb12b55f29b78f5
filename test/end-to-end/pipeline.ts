/** Runs `npm start` as a person does, with a state folder of its own. */
import { spawn } from 'node:child_process';
import { mkdtempSync, readFileSync } from 'node:fs';
import { rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import path from 'node:path';
import type { StatisticsReport } from '../../local/run/analytics/statistics-report';
import type { Audit } from '../../local/run/audit/audit';
import { synthesise } from '../../local/run/wiring/synthesise';

export const ROOT = path.resolve(__dirname, '../..');

export interface Run {
  readonly exitCode: number | null;
  readonly signal: NodeJS.Signals | null;
  readonly stdout: string;
  readonly stderr: string;
}

export type Report = Audit & {
  readonly clock_jumps: number;
  readonly producer: { readonly retries: number };
  readonly statistics?: StatisticsReport;
};

export function temporaryFolder(name: string): string {
  return mkdtempSync(path.join(tmpdir(), `tripstream-${name}-`));
}

/** Runs a command of the project until it ends. */
export function runNode(args: readonly string[], stop?: (child: ReturnType<typeof spawn>) => void): Promise<Run> {
  const child = spawn(process.execPath, ['--import', 'tsx', ...args], { cwd: ROOT, stdio: ['ignore', 'pipe', 'pipe'] });
  let stdout = '';
  let stderr = '';
  child.stdout.setEncoding('utf8').on('data', (text: string) => {
    stdout += text;
  });
  child.stderr.setEncoding('utf8').on('data', (text: string) => {
    stderr += text;
  });
  stop?.(child);
  return new Promise((resolve, reject) => {
    child.once('error', reject);
    child.once('close', (exitCode, signal) => resolve({ exitCode, signal, stdout, stderr }));
  });
}

/**
 * Runs `npm start` and reads its report.
 * @throws Error with its output if it fails
 */
export async function start(
  folder: string,
  file: string,
  ...flags: readonly string[]
): Promise<Run & { readonly report: Report }> {
  const reportFile = path.join(folder, 'report.json');
  const state = path.join(folder, 'state');
  const run = await runNode(['bin/start.ts', file, '--exit', '--state', state, '--report', reportFile, ...flags]);
  if (run.exitCode !== 0) throw new Error(`npm start ended with ${run.exitCode}: ${run.stderr}${run.stdout}`);
  return { ...run, report: JSON.parse(readFileSync(reportFile, 'utf8')) as Report };
}

let assembly: Promise<string> | undefined;

/**
 * Synthesises the app, once for each test file.
 * @returns the folder of the cloud assembly
 */
export function synthesiseOnce(): Promise<string> {
  assembly ??= (async () => {
    const folder = temporaryFolder('assembly');
    await synthesise(folder, 'dev');
    return folder;
  })();
  return assembly;
}

afterAll(async () => {
  if (assembly) await rm(await assembly, { recursive: true, force: true });
});
