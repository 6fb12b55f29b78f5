/** Calls Maven, and reduces its output to what was downloaded and what failed. */
import { spawn } from 'node:child_process';
import { createInterface } from 'node:readline';
import type { Java } from './java';

export interface Downloaded {
  readonly files: number;
  readonly bytes: number;
}

/** Maven's first errors say what failed; the rest is advice. */
const QUOTED_ERRORS = 3;

const UNITS = { B: 1, kB: 1e3, MB: 1e6 } as const;

/**
 * Reads from a line of Maven's output how much was downloaded.
 * @returns bytes, as Maven rounds them; undefined for a pom and for other lines
 */
export function readDownloadedBytes(line: string): number | undefined {
  const [, amount, unit] = /^\[INFO\] Downloaded from .+\.(?:jar|zip) \(([\d.]+) (B|kB|MB) at /.exec(line) ?? [];
  return amount === undefined ? undefined : Number(amount) * UNITS[unit as keyof typeof UNITS];
}

/**
 * Fills a folder as the pom states. Maven downloads only what its own repository lacks.
 * @param onDownload called after each file
 * @throws Error with Maven's own errors
 */
export async function runMaven(
  pom: string,
  folder: string,
  java: Java,
  onDownload: (soFar: Downloaded) => void,
): Promise<void> {
  const args = ['--batch-mode', '--strict-checksums', '-Dstyle.color=never', '--file', pom];
  const maven = spawn('mvn', [...args, `-Dengine.folder=${folder}`, 'generate-resources'], {
    env: { ...process.env, JAVA_HOME: java.home },
    stdio: ['ignore', 'pipe', 'ignore'],
  });
  const exit = new Promise<number | null>((resolve, reject) => maven.once('error', reject).once('close', resolve));
  const errors: string[] = [];
  let soFar: Downloaded = { files: 0, bytes: 0 };
  maven.stdout.setEncoding('utf8');
  createInterface({ input: maven.stdout }).on('line', (line) => {
    const bytes = readDownloadedBytes(line);
    if (bytes !== undefined) {
      soFar = { files: soFar.files + 1, bytes: soFar.bytes + bytes };
      onDownload(soFar);
    } else if (line.startsWith('[ERROR] ') && errors.length < QUOTED_ERRORS) errors.push(line.slice('[ERROR] '.length));
  });
  if ((await exit) !== 0) throw new Error(`Maven failed on ${pom}:\n${errors.join('\n')}`);
}
