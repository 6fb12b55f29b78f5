/**
 * Writes short texts of ASCII into a buffer, one behind the other, character by character: for text this short, Node's way
 * from a string into a buffer costs more than all of it.
 */

const QUOTE = 34;
const BACKSLASH = 92;

export class ByteWriter {
  bytes = Buffer.alloc(0);
  /** Where the next byte goes. Who writes has seen to it that there is room. */
  at = 0;

  byte(value: number): void {
    this.bytes[this.at++] = value;
  }

  copy(source: Uint8Array): void {
    this.bytes.set(source, this.at);
    this.at += source.length;
  }

  /** Characters of a text that are known to be ASCII. */
  ascii(text: string, start = 0, end = text.length): void {
    const { bytes, at } = this;
    for (let index = start; index < end; index++) bytes[at + index - start] = text.charCodeAt(index);
    this.at = at + end - start;
  }

  /** A text as a JSON string, known to be ASCII without anything that JSON escapes. */
  quoted(text: string): void {
    this.byte(QUOTE);
    this.ascii(text);
    this.byte(QUOTE);
  }

  /**
   * Characters as a JSON string, if all of them are printing ASCII that JSON does not escape, and none is a blank.
   * @returns false if one is not
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
