/** Runs the producer against the local endpoint, with the same command that a person uses. */
import { spawn } from 'node:child_process';
import path from 'node:path';
import type { ProducerReport } from '../../producer/contract';

const ROOT = path.resolve(__dirname, '../..');

export interface FeedOptions {
  readonly files: readonly string[];
  readonly streamName: string;
  /** URL of the Kinesis endpoint. */
  readonly url: string;
  /** Folder for the producer's rejects, dead letters and positions. */
  readonly folder: string;
  readonly flags: readonly string[];
  /** Show the producer's progress on this terminal. */
  readonly progress: boolean;
}

/** How the producer ended. */
export interface Fed {
  readonly exitCode: number | null;
  /** What it printed with `--json`. Undefined if it failed before that. */
  readonly report: ProducerReport | undefined;
  /** The end of its standard error, which explains a failure. */
  readonly errorText: string;
}

/** A running producer. */
export interface Feed {
  readonly done: Promise<Fed>;
  /** Ends the producer as Ctrl-C does, and waits for it. */
  readonly stop: () => Promise<void>;
}

/** Characters of standard error to keep. */
const TAIL = 4_000;

export function startFeed({ files, streamName, url, folder, flags, progress }: FeedOptions): Feed {
  const args = ['--import', 'tsx', path.join('bin', 'produce.ts'), ...files];
  args.push('--stream', streamName, '--endpoint', url, '--region', 'us-east-1', '--out', folder, '--json', ...flags);
  const child = spawn(process.execPath, args, { cwd: ROOT, stdio: ['ignore', 'pipe', progress ? 'inherit' : 'pipe'] });
  // The producer ends with this process. Only after kill -9 must it find its endpoint gone.
  const end = () => child.kill('SIGKILL');
  process.once('exit', end);
  let output = '';
  let errorText = '';
  child.stdout?.setEncoding('utf8').on('data', (text: string) => {
    output += text;
  });
  child.stderr?.setEncoding('utf8').on('data', (text: string) => {
    errorText = (errorText + text).slice(-TAIL);
  });
  const done = new Promise<Fed>((resolve, reject) => {
    child.once('error', reject);
    child.once('close', (exitCode) => {
      process.off('exit', end);
      resolve({ exitCode, report: parse(output), errorText: errorText.trim() });
    });
  });
  const stop = async () => {
    if (child.exitCode === null) child.kill('SIGTERM');
    await done.catch(() => undefined);
  };
  return { done, stop };
}

function parse(output: string): ProducerReport | undefined {
  try {
    return JSON.parse(output) as ProducerReport;
  } catch {
    return undefined;
  }
}
