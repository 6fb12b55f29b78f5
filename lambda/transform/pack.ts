/** Packs documents into Firehose records: Firehose bills each record rounded up to 5 KB, so that few large ones are cheap. */

/** Bytes of a Firehose record, at most: 1,000 KiB (Amazon Data Firehose quotas). */
export const RECORD_BYTES = 1_000 * 1024;

/** A Firehose record. */
export interface PackedRecord {
  /** Newline-delimited documents, UTF-8. */
  readonly data: Uint8Array;
  readonly documents: number;
  /** Where in the batch its first document came from: all that came earlier lies in earlier records. */
  readonly position: number;
}

/** Whether a line fits a Firehose record by itself. */
export function fitsRecord(line: string): boolean {
  // A UTF-16 unit is at most three bytes of UTF-8: the common case needs no count.
  return line.length * 3 <= RECORD_BYTES || Buffer.byteLength(line) <= RECORD_BYTES;
}

/** Takes lines in the order of the batch and gives them back as records. */
export class Packer {
  private readonly records: PackedRecord[] = [];
  private text = '';
  private bytes = 0;
  private documents = 0;
  private position = 0;

  /** @param documentsPerRecord documents in a record, at most; Firehose takes no more than 500 apart */
  constructor(private readonly documentsPerRecord: number) {}

  /**
   * @param line a document with its line end, one that {@link fitsRecord}
   * @param position of the Kinesis record it came from, not before those of earlier lines
   */
  add(line: string, position: number): void {
    const bytes = Buffer.byteLength(line);
    if (this.documents === this.documentsPerRecord || this.bytes + bytes > RECORD_BYTES) this.close();
    if (this.documents === 0) this.position = position;
    this.text += line;
    this.bytes += bytes;
    this.documents += 1;
  }

  /** All records, the one in the making included. */
  finish(): readonly PackedRecord[] {
    this.close();
    return this.records;
  }

  private close(): void {
    if (this.documents === 0) return;
    this.records.push({ data: Buffer.from(this.text), documents: this.documents, position: this.position });
    this.text = '';
    this.bytes = 0;
    this.documents = 0;
  }
}
