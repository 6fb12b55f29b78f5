/** Runs the producer in its own process, as people do. */
import { type ChildProcess, spawn } from 'node:child_process';
import { once } from 'node:events';
import { join } from 'node:path';
import type { ProducerReport } from '../../producer/contract';

const ROOT = join(__dirname, '../..');

export interface Produced {
  readonly status: number | null;
  readonly signal: NodeJS.Signals | null;
  readonly stdout: string;
  readonly stderr: string;
}

export interface RunningProducer {
  readonly child: ChildProcess;
  readonly ended: Promise<Produced>;
}

/**
 * Starts the producer with only the environment variables that it needs, so that a developer's AWS
 * settings cannot change a test.
 * @param input text for its standard input, which then ends unless `keepOpen` is set
 */
export function startProducer(args: readonly string[], input = '', { keepOpen = false } = {}): RunningProducer {
  const child = spawn(process.execPath, ['--import', 'tsx', join(ROOT, 'bin/produce.ts'), ...args], {
    cwd: ROOT,
    env: { PATH: process.env.PATH, HOME: '/nonexistent', AWS_EC2_METADATA_DISABLED: 'true' },
  });
  child.stdin.write(input);
  if (!keepOpen) child.stdin.end();
  return { child, ended: result(child) };
}

export function produce(args: readonly string[], input = ''): Promise<Produced> {
  return startProducer(args, input).ended;
}

export function reportOf({ stdout }: Produced): ProducerReport {
  return JSON.parse(stdout) as ProducerReport;
}

async function result(child: ChildProcess): Promise<Produced> {
  let stdout = '';
  let stderr = '';
  child.stdout?.setEncoding('utf8').on('data', (text: string) => {
    stdout += text;
  });
  child.stderr?.setEncoding('utf8').on('data', (text: string) => {
    stderr += text;
  });
  const [status, signal] = (await once(child, 'close')) as [number | null, NodeJS.Signals | null];
  return { status, signal, stdout, stderr };
}
