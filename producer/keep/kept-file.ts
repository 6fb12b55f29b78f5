/**
 * A file of lines that a run keeps. It is created with its first line and overwrites no earlier
 * one.
 */
import { existsSync, mkdirSync, openSync, renameSync, statSync, writeSync } from 'node:fs';
import { dirname, extname } from 'node:path';

export class KeptFile {
  private descriptor: number | undefined;

  /**
   * @param path of the file
   * @param header first line of a new file
   */
  constructor(
    readonly path: string,
    private readonly header?: string,
  ) {}

  /** True when this run has written to it. */
  get isWritten(): boolean {
    return this.descriptor !== undefined;
  }

  /**
   * Appends a line and flushes it to the OS before returning, so a killed process loses nothing.
   */
  write(line: string): void {
    this.descriptor ??= this.begin();
    writeSync(this.descriptor, `${line}\n`);
  }

  private begin(): number {
    mkdirSync(dirname(this.path), { recursive: true });
    const isNew = !hasContent(this.path);
    const descriptor = openSync(this.path, 'a');
    if (isNew && this.header !== undefined) writeSync(descriptor, `${this.header}\n`);
    return descriptor;
  }
}

/** Path of a kept file, and where the file of an earlier run was moved to. */
export interface KeptPath {
  readonly path: string;
  readonly movedTo?: string;
}

/**
 * Finds the path for a kept file. The file of an earlier run is renamed to a numbered name, unless
 * this run resumes that one. A file that this run reads is left alone: then the new file gets the
 * number.
 */
export function keptPathFor(path: string, { resume, reads }: { resume: boolean; reads: readonly string[] }): KeptPath {
  if (reads.includes(path)) return { path: numbered(path) };
  if (resume || !hasContent(path)) return { path };
  const movedTo = numbered(path);
  renameSync(path, movedTo);
  return { path, movedTo };
}

function hasContent(path: string): boolean {
  return (statSync(path, { throwIfNoEntry: false })?.size ?? 0) > 0;
}

/** The first free name of `trips.dead-letter.1.csv`, `….2.csv` and so on. */
function numbered(path: string): string {
  const extension = extname(path);
  for (let number = 1; ; number++) {
    const candidate = `${path.slice(0, path.length - extension.length)}.${number}${extension}`;
    if (!existsSync(candidate)) return candidate;
  }
}
