/** What became of each row of one input, on disk. */
import { join } from 'node:path';
import type { UserRecord } from '../../common/kpl/format';
import type { Problem } from '../../telemetry/problem';
import type { Input } from '../read/input';
import { loadPosition, savePosition } from '../read/position';
import { DEAD_LETTER_HEADER, keepDeadLetters } from './dead-letters';
import { KeptFile, keptPathFor } from './kept-file';
import { LowWaterMark, type Ticket } from './low-water-mark';
import { keepReject, trimRejects } from './rejects';

export interface JournalOptions {
  /** Folder of what is kept; undefined for a dry run, which keeps nothing. */
  readonly out: string | undefined;
  readonly resume: boolean;
  /** Paths of all inputs of the run. */
  readonly reads: readonly string[];
  readonly log: (line: string) => void;
}

export class Journal {
  /** The line that an earlier run came to; 0 for the file's beginning. */
  readonly resumedFrom: number;
  /** True where an earlier run left nothing to do. */
  readonly wasFinished: boolean;
  private readonly mark: LowWaterMark;
  private readonly rejects: KeptFile | undefined;
  private readonly deadLetters: KeptFile | undefined;
  private readonly positionPath: string | undefined;
  private lastLine: number | undefined;
  private savedLine = -1;

  /** @throws InputError if the run cannot continue where an earlier one stopped */
  constructor(
    readonly input: Input,
    private readonly options: JournalOptions,
  ) {
    const { out, resume, log } = options;
    const path = (kind: string) => (out === undefined ? undefined : join(out, `${input.base}.${kind}`));
    this.positionPath = input.identity && path('position.json');
    const position = resume ? loadPosition(path('position.json') ?? '', input) : undefined;
    if (resume && !position) log(`${input.name}: no position is kept; it is sent from its beginning.`);
    this.resumedFrom = position?.line ?? 0;
    this.wasFinished = position?.finished ?? false;
    this.mark = new LowWaterMark(this.resumedFrom);
    this.rejects = this.keptFile(path('rejects.ndjson'));
    this.deadLetters = this.keptFile(path('dead-letter.csv'), DEAD_LETTER_HEADER);
    if (resume && this.rejects) trimRejects(this.rejects.path, this.resumedFrom);
  }

  private keptFile(path: string | undefined, header?: string): KeptFile | undefined {
    if (path === undefined) return undefined;
    const kept = keptPathFor(path, this.options);
    if (kept.movedTo !== undefined) this.options.log(`${path} of an earlier run is kept as ${kept.movedTo}.`);
    return new KeptFile(kept.path, header);
  }

  /** The files with rows that did not go out, as far as this run wrote to them. */
  get kept(): { readonly rejects?: string; readonly deadLetters?: string } {
    return {
      ...(this.rejects?.isWritten ? { rejects: this.rejects.path } : {}),
      ...(this.deadLetters?.isWritten ? { deadLetters: this.deadLetters.path } : {}),
    };
  }

  reject(row: { readonly line: number; readonly text: string }, problems: readonly Problem[]): void {
    if (this.rejects) keepReject(this.rejects, this.input.name, row, problems);
  }

  /** Takes in the rows up to `line`, which {@link settle} or {@link giveUp} then account for. */
  take(line: number): Ticket {
    return this.mark.take(line);
  }

  settle(ticket: Ticket): void {
    this.mark.settle(ticket);
  }

  giveUp(record: UserRecord, ticket: Ticket): void {
    if (this.deadLetters) keepDeadLetters(this.deadLetters, record);
    this.mark.settle(ticket);
  }

  /** Says that the file has no row behind `line`. */
  end(line: number): void {
    this.lastLine = line;
    this.mark.settle(this.mark.take(line));
  }

  /** Saves the position, where it has moved. */
  save(): void {
    const { line } = this.mark;
    const { path, identity } = this.input;
    if (this.positionPath === undefined || identity === undefined) return;
    const finished = line === this.lastLine;
    if (line === this.savedLine && !finished) return;
    savePosition(this.positionPath, { path, ...identity, line, finished });
    this.savedLine = line;
  }
}
