/** Reads the text of a CSV file into rows: each a trip, or the reasons why it is not one. */
import { type Cleansed, cleanse, POSITION, type RawValues } from '../cleanse';
import { type Problem, problem, type Raw } from '../problem';
import { deriveTripId } from '../trip-id';
import { type Cells, cellsOf } from './cells';
import { type Header, HeaderError, readHeader } from './header';
import { LineSplitter } from './lines';

/** A row that is not a trip. */
type Rejected = { readonly problems: readonly Problem[] };

/** Turns rows into values of a type. */
export interface RowMaker<T> {
  /** Called before {@link fromLine} with the lines of the next calls. */
  begin?(lines: readonly string[]): void;
  /** The shortest way, without cells; undefined for a line that does not allow it. */
  fromLine?(line: string): T | undefined;
  fromRaw(raw: RawValues): T | Rejected;
}

/** A row of the file. Blank lines are not rows. */
export interface Row<T = Cleansed> {
  /** Line of the file, counted from 1. */
  readonly line: number;
  /** The line as the file has it, without its end. */
  readonly text: string;
  readonly outcome: T | Rejected;
}

export class RowReader<T = Cleansed> {
  private readonly lines = new LineSplitter();
  private lineNumber = 0;
  private found: Header | undefined;

  private maker: RowMaker<T> | undefined;

  /**
   * @param makerFor turns the rows under a header into values; by default into trips or problems
   */
  constructor(private readonly makerFor: (header: Header) => RowMaker<T> = cleansing as () => RowMaker<T>) {}

  /** The header; undefined until it is read. */
  get header(): Header | undefined {
    return this.found;
  }

  /** Lines read so far. If the header is not known, its own line is the last of them. */
  get line(): number {
    return this.lineNumber;
  }

  /**
   * @returns the rows that this text completes
   * @throws HeaderError if the first line is not a header that is known
   * @throws LineError if the text is not CSV at all
   */
  push(text: string): Row<T>[] {
    return this.read(this.lines.push(text));
  }

  /**
   * Call it once, when there is no more text.
   * @returns the last row if it has no line end
   * @throws HeaderError if there was no header: an empty file is not a file without trips
   */
  finish(): Row<T>[] {
    const rows = this.read(this.lines.finish());
    if (!this.found) throw new HeaderError('the file is empty. Expected a header and, below it, a row for each trip.');
    return rows;
  }

  private read(lines: readonly string[]): Row<T>[] {
    let below = 0;
    while (!this.found && below < lines.length) this.readHeaderLine(lines[below++] ?? '');
    return this.found && this.maker ? this.readRows(lines.slice(below), this.found, this.maker) : [];
  }

  private readHeaderLine(line: string): void {
    this.lineNumber += 1;
    if (isBlank(line)) return;
    const [cells = [line]] = cellsOf([line]);
    this.found = readHeader(cells === 'unclosed quote' ? [line] : cells);
    this.maker = this.makerFor(this.found);
  }

  private readRows(lines: readonly string[], header: Header, maker: RowMaker<T>): Row<T>[] {
    maker.begin?.(lines);
    const made = lines.map((line) => maker.fromLine?.(line));
    const cells = cellsOf(lines.filter((_, index) => made[index] === undefined));
    const rows: Row<T>[] = [];
    let next = 0;
    for (let index = 0; index < lines.length; index++) {
      this.lineNumber += 1;
      const text = lines[index] ?? '';
      const outcome = made[index];
      if (outcome !== undefined) rows.push({ line: this.lineNumber, text, outcome });
      else {
        const own = cells[next++] ?? [];
        if (!isBlank(text)) rows.push({ line: this.lineNumber, text, outcome: readRow(own, header, maker) });
      }
    }
    return rows;
  }
}

const cleansing = (): RowMaker<Cleansed> => ({ fromRaw: cleanse as RowMaker<Cleansed>['fromRaw'] });

/** True for blank lines and for lines of commas alone, which spreadsheets leave behind. */
function isBlank(text: string): boolean {
  return text === '' || /^[\s,]*$/.test(text);
}

function readRow<T>(cells: Cells, { width, columns, hasTripId }: Header, maker: RowMaker<T>): T | Rejected {
  if (cells === 'unclosed quote') return { problems: [problem('row', 'unclosed_quote')] };
  // TLC files of 2013-2014 have 20 names in the header and 22 cells in a row, the last two empty.
  if (cells.length < width || (cells.length > width && cells.slice(width).some((cell) => cell.trim() !== '')))
    return { problems: [problem('row', 'wrong_width', cells.length)] };
  const raw: (Raw | undefined)[] = columns.map((column) => (column < 0 ? undefined : cells[column]));
  if (!hasTripId) raw[POSITION.trip_id] = deriveTripId(cells.map((cell) => cell.trim()));
  return maker.fromRaw(raw);
}
