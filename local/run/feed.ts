/** Runs the producer, the same command a person runs, against the local endpoint. */
import { spawn } from 'node:child_process';
import path from 'node:path';

const ROOT = path.resolve(__dirname, '../..');

export interface FeedOptions {
  readonly files: readonly string[];
  readonly streamName: string;
  /** Of the Kinesis endpoint. */
  readonly url: string;
  /** Where the producer keeps rejects, dead letters and positions. */
  readonly folder: string;
  readonly flags: readonly string[];
  /** Show the producer's progress on this terminal. */
  readonly progress: boolean;
}

/** How the producer ended. */
export interface Fed {
  readonly exitCode: number | null;
  /** What it printed with `--json`; undefined if it could not even report. */
  readonly report: ProducerReport | undefined;
  /** The last that it said on standard error, for when it failed. */
  readonly said: string;
}

/** The part of the producer's `--json` that a run uses. */
export interface ProducerReport {
  readonly outcome: 'done' | 'interrupted' | 'failed';
  /** Why it failed; trips given up have no error of their own. */
  readonly error?: string;
  readonly rows_read: number;
  readonly trips_sent: number;
  readonly rejected: number;
  readonly dead_lettered: number;
  readonly records: number;
  readonly bytes_sent: number;
  readonly retries: number;
  readonly throttled: number;
  readonly elapsed_s: number;
  readonly trips_per_s: number;
  readonly shards: Readonly<Record<string, number>>;
}

/** A producer at work. */
export interface Feed {
  readonly done: Promise<Fed>;
  /** Asks the producer to end as on Ctrl-C, and waits until it has. */
  readonly stop: () => Promise<void>;
}

/** Characters of standard error that are kept. */
const TAIL = 4_000;

export function startFeed({ files, streamName, url, folder, flags, progress }: FeedOptions): Feed {
  const args = ['--import', 'tsx', path.join('bin', 'produce.ts'), ...files];
  args.push('--stream', streamName, '--endpoint', url, '--region', 'us-east-1', '--out', folder, '--json', ...flags);
  const child = spawn(process.execPath, args, { cwd: ROOT, stdio: ['ignore', 'pipe', progress ? 'inherit' : 'pipe'] });
  // Whatever ends this process ends its producer; only kill -9 leaves it to find its endpoint gone.
  const end = () => child.kill('SIGKILL');
  process.once('exit', end);
  let output = '';
  let said = '';
  child.stdout?.setEncoding('utf8').on('data', (text: string) => {
    output += text;
  });
  child.stderr?.setEncoding('utf8').on('data', (text: string) => {
    said = (said + text).slice(-TAIL);
  });
  const done = new Promise<Fed>((resolve, reject) => {
    child.once('error', reject);
    child.once('close', (exitCode) => {
      process.off('exit', end);
      resolve({ exitCode, report: parse(output), said: said.trim() });
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
