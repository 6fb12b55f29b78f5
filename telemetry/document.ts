/** Turns CSV rows into the JSON that is sent, in the shortest way that each row allows. */
import type { Trip } from './catalogue';
import { cleanse, type RawValues } from './cleanse';
import { ByteWriter } from './csv/byte-writer';
import type { Header } from './csv/header';
import { PlainLineWriter } from './csv/plain-line';
import type { RowMaker } from './csv/row-reader';
import { writeTrip } from './trip-json';

/**
 * A trip's JSON in UTF-8, from `start` up to `end`. The bytes are overwritten when further rows are
 * read.
 */
export interface TripDocument {
  readonly bytes: Buffer;
  readonly start: number;
  readonly end: number;
}

/** @returns the JSON of a document */
export function textOf({ bytes, start, end }: TripDocument): string {
  return bytes.toString('utf8', start, end);
}

/** @returns the trip of a document, by parsing its JSON */
export function tripOf(document: TripDocument): Trip {
  return JSON.parse(textOf(document)) as Trip;
}

/**
 * Makes documents of the rows under a header. The trips are those of cleansing with their source
 * filled in, but numbers keep their spelling (`7.10` stays `7.10`).
 * docs/decisions/0010-the-byte-level-csv-path.md gives the reason.
 */
export class DocumentMaker implements RowMaker<TripDocument> {
  private readonly writer: PlainLineWriter;
  /** The documents of a block of lines, one after the other. */
  private readonly block = new ByteWriter();

  /** @param source of the trips, unless a row has its own */
  constructor(
    header: Header,
    private readonly source: string,
  ) {
    this.writer = new PlainLineWriter(header, source, this.block);
  }

  begin(lines: readonly string[]): void {
    const room = this.writer.room(
      lines.length,
      lines.reduce((sum, line) => sum + line.length, 0),
    );
    if (this.block.bytes.length < room) this.block.bytes = Buffer.allocUnsafe(room);
    this.block.at = 0;
  }

  fromLine(line: string): TripDocument | undefined {
    const { block } = this;
    const start = block.at;
    if (this.writer.write(line)) return { bytes: block.bytes, start, end: block.at };
    block.at = start;
    return undefined;
  }

  fromRaw(raw: RawValues) {
    const cleansed = cleanse(raw);
    if ('problems' in cleansed) return cleansed;
    cleansed.trip.source ??= this.source;
    const bytes = Buffer.from(writeTrip(cleansed.trip));
    return { bytes, start: 0, end: bytes.length };
  }
}
