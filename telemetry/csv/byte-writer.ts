/**
 * Writes short ASCII texts into a buffer, character by character. For such short texts one call of
 * Node's `Buffer.write` costs more than the whole loop.
 */

const QUOTE = 34;
const BACKSLASH = 92;

export class ByteWriter {
  bytes = Buffer.alloc(0);
  /** Offset of the next byte. Callers make sure that there is room. */
  at = 0;

  byte(value: number): void {
    this.bytes[this.at++] = value;
  }

  copy(source: Uint8Array): void {
    this.bytes.set(source, this.at);
    this.at += source.length;
  }

  /** Writes characters that are known to be ASCII. */
  ascii(text: string, start = 0, end = text.length): void {
    const { bytes, at } = this;
    for (let index = start; index < end; index++) bytes[at + index - start] = text.charCodeAt(index);
    this.at = at + end - start;
  }

  /** Writes a text as a JSON string. It must be ASCII that JSON does not escape. */
  quoted(text: string): void {
    this.byte(QUOTE);
    this.ascii(text);
    this.byte(QUOTE);
  }

  /**
   * Writes characters as a JSON string if all are printing ASCII that JSON does not escape, and
   * none is a blank.
   * @returns false if they are not; nothing is written then
   */
  quotedIfPlain(text: string, start: number, end: number): boolean {
    for (let index = start; index < end; index++) {
      const character = text.charCodeAt(index);
      if (character <= 32 || character > 126 || character === BACKSLASH || character === QUOTE) return false;
    }
    this.byte(QUOTE);
    this.ascii(text, start, end);
    this.byte(QUOTE);
    return true;
  }
}
