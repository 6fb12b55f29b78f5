/** Keeps on disk what became of each row of one input. */
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
  /** Folder for kept files; undefined in a dry run, which keeps nothing. */
  readonly out: string | undefined;
  readonly resume: boolean;
  /** Paths of all inputs of the run. */
  readonly reads: readonly string[];
  readonly log: (line: string) => void;
}

export class Journal {
  /** The last line that an earlier run settled; 0 if there is none. */
  readonly resumedFrom: number;
  /** True if an earlier run settled the whole file. */
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
    if (resume && !position) log(`${input.name}: there is no saved position; sending it from the beginning.`);
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
    if (kept.movedTo !== undefined) this.options.log(`${path} from an earlier run was renamed to ${kept.movedTo}.`);
    return new KeptFile(kept.path, header);
  }

  /** Paths of the files that this run wrote rows to. */
  get kept(): { readonly rejects?: string; readonly deadLetters?: string } {
    return {
      ...(this.rejects?.isWritten ? { rejects: this.rejects.path } : {}),
      ...(this.deadLetters?.isWritten ? { deadLetters: this.deadLetters.path } : {}),
    };
  }

  reject(row: { readonly line: number; readonly text: string }, problems: readonly Problem[]): void {
    if (this.rejects) keepReject(this.rejects, this.input.name, row, problems);
  }

  /** Opens the stretch of rows up to `line`; {@link settle} or {@link giveUp} closes it. */
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

  /** Notes that `line` is the last of the file. */
  end(line: number): void {
    this.lastLine = line;
    this.mark.settle(this.mark.take(line));
  }

  /** Saves the position if it has moved. */
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
