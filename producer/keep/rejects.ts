/** Keeps rejected rows, each with every reason, as newline-delimited JSON. */
import { existsSync, readFileSync, writeFileSync } from 'node:fs';
import { type Problem, reason } from '../../telemetry/problem';
import type { KeptFile } from './kept-file';

/** A line of a rejects file. */
export interface Reject {
  readonly file: string;
  /** Counted from 1. */
  readonly line: number;
  readonly reasons: readonly string[];
  readonly problems: readonly Problem[];
  /** The row as the file has it. */
  readonly row: string;
}

export function keepReject(
  kept: KeptFile,
  file: string,
  { line, text }: { readonly line: number; readonly text: string },
  problems: readonly Problem[],
): void {
  const reject: Reject = { file, line, reasons: problems.map(reason), problems, row: text };
  kept.write(JSON.stringify(reject));
}

/** Removes rejects after the position of a killed run: the resumed run reads those rows again. */
export function trimRejects(path: string, lastLine: number): void {
  if (!existsSync(path)) return;
  const lines = readFileSync(path, 'utf8').split('\n').filter(Boolean);
  const kept = lines.filter((line) => lineOf(line) <= lastLine);
  if (kept.length < lines.length) writeFileSync(path, kept.map((line) => `${line}\n`).join(''));
}

function lineOf(json: string): number {
  try {
    return (JSON.parse(json) as Reject).line;
  } catch {
    // The run was killed while it wrote the line.
    return Number.POSITIVE_INFINITY;
  }
}
