/** Reads the text of a CSV file into rows: each a trip, or the reasons why it is none. */
import { type Cleansed, cleanse, POSITION, type RawValues } from '../cleanse';
import { type Problem, problem, type Raw } from '../problem';
import { deriveTripId } from '../trip-id';
import { type Cells, cellsOf } from './cells';
import { type Header, HeaderError, readHeader } from './header';
import { LineSplitter } from './lines';

/** A row that is no trip. */
type Refused = { readonly problems: readonly Problem[] };

/** Makes of rows what is wanted of them. */
export interface RowMaker<T> {
  /** Told of the lines that {@link fromLine} is going to be asked for. */
  begin?(lines: readonly string[]): void;
  /** The shortest way, for lines that allow it; undefined for one that is to be cut into cells. */
  fromLine?(line: string): T | undefined;
  fromRaw(raw: RawValues): T | Refused;
}

/** A row of the file. Blank lines are no rows. */
export interface Row<T = Cleansed> {
  /** Line of the file, counted from 1. */
  readonly line: number;
  /** The line as it stands in the file, without its end. */
  readonly text: string;
  readonly outcome: T | Refused;
}

export class RowReader<T = Cleansed> {
  private readonly lines = new LineSplitter();
  private lineNumber = 0;
  private found: Header | undefined;

  private maker: RowMaker<T> | undefined;

  /** @param makerFor what is to be made of the rows under a header; without it, a trip or its problems */
  constructor(private readonly makerFor: (header: Header) => RowMaker<T> = cleansing as () => RowMaker<T>) {}

  /** What the header said; undefined until it was read. */
  get header(): Header | undefined {
    return this.found;
  }

  /** Lines read so far; when a header is refused, its own line is the last of them. */
  get line(): number {
    return this.lineNumber;
  }

  /**
   * The rows that are complete with this text.
   * @throws HeaderError if the first line is no header that is known; LineError if this is no CSV at all
   */
  push(text: string): Row<T>[] {
    return this.read(this.lines.push(text));
  }

  /**
   * The last row, where it has no line end; call it once, when there is no more text.
   * @throws HeaderError if there was no header, so that an empty file is not taken for one without trips
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

/** Blank lines and lines of nothing but commas, which spreadsheets leave behind. */
function isBlank(text: string): boolean {
  return text === '' || /^[\s,]*$/.test(text);
}

function readRow<T>(cells: Cells, { width, columns, hasTripId }: Header, maker: RowMaker<T>): T | Refused {
  if (cells === 'unclosed quote') return { problems: [problem('row', 'unclosed_quote')] };
  // TLC files of 2013-2014 have a header of 20 names over rows of 22 cells, the last two empty.
  if (cells.length < width || (cells.length > width && cells.slice(width).some((cell) => cell.trim() !== '')))
    return { problems: [problem('row', 'wrong_width', cells.length)] };
  const raw: (Raw | undefined)[] = columns.map((column) => (column < 0 ? undefined : cells[column]));
  if (!hasTripId) raw[POSITION.trip_id] = deriveTripId(cells.map((cell) => cell.trim()));
  return maker.fromRaw(raw);
}
