/** Packs documents into few, large Firehose records: each is billed rounded up to 5 KB. */

/** Maximum bytes of a Firehose record: 1,000 KiB (Amazon Data Firehose quotas). */
export const RECORD_BYTES = 1_000 * 1024;

/** A Firehose record. */
export interface PackedRecord {
  /** Documents in UTF-8, one per line. */
  readonly data: Uint8Array;
  readonly documents: number;
  /** Index in the batch of its first document's Kinesis record. */
  readonly position: number;
}

/** True for a line that fits into one Firehose record. */
export function fitsRecord(line: string): boolean {
  // A UTF-16 unit takes at most three bytes of UTF-8: most lines need no counting.
  return line.length * 3 <= RECORD_BYTES || Buffer.byteLength(line) <= RECORD_BYTES;
}

/** Collects lines, in the order of the batch, into records. */
export class Packer {
  private readonly records: PackedRecord[] = [];
  private text = '';
  private bytes = 0;
  private documents = 0;
  private position = 0;

  /** @param documentsPerRecord maximum documents in a record; Firehose splits at most 500 */
  constructor(private readonly documentsPerRecord: number) {}

  /**
   * @param line a document with its line end; it must pass {@link fitsRecord}
   * @param position index in the batch of the line's Kinesis record; never falls
   */
  add(line: string, position: number): void {
    const bytes = Buffer.byteLength(line);
    if (this.documents === this.documentsPerRecord || this.bytes + bytes > RECORD_BYTES) this.close();
    if (this.documents === 0) this.position = position;
    this.text += line;
    this.bytes += bytes;
    this.documents += 1;
  }

  /** Closes the last record and returns them all. */
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
