/** A file of lines that a run keeps for later: begun with its first line, and never over what an earlier run kept. */
import { existsSync, mkdirSync, openSync, renameSync, statSync, writeSync } from 'node:fs';
import { dirname, extname } from 'node:path';

export class KeptFile {
  private descriptor: number | undefined;

  /**
   * @param path where it lies
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

  /** Appends a line; it is with the operating system when this returns, so that a killed process does not lose it. */
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

/** Where a kept file may be written, and where the one of an earlier run went. */
export interface KeptPath {
  readonly path: string;
  readonly movedTo?: string;
}

/**
 * Finds the place for a kept file. What an earlier run kept there is moved to a numbered name, unless the run continues
 * that one; a file that the run itself reads stays where it is, and the new one gets the numbered name.
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

/** The first name of `trips.dead-letter.1.csv`, `….2.csv` and so on that is free. */
function numbered(path: string): string {
  const extension = extname(path);
  for (let number = 1; ; number++) {
    const candidate = `${path.slice(0, path.length - extension.length)}.${number}${extension}`;
    if (!existsSync(candidate)) return candidate;
  }
}
