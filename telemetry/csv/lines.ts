/** Splits a stream of text into lines that end in LF, CRLF or CR, even if it mixes them. */

/**
 * Characters of a line, at most. No row of trips is longer, so a file with a longer line is not
 * CSV.
 */
const LONGEST_LINE = 1024 * 1024;

export class LineError extends Error {
  override readonly name = 'LineError';
}

export class LineSplitter {
  private rest = '';

  /**
   * @returns the lines that this text completes, without their ends
   * @throws LineError for a line of more than 1,048,576 characters
   */
  push(text: string): string[] {
    let block = this.rest + text;
    // A CR at the very end may be half of a CRLF: it waits for more text.
    const held = block.endsWith('\r') ? '\r' : '';
    if (held) block = block.slice(0, -1);
    if (block.includes('\r')) block = block.replace(/\r\n?/g, '\n');
    const end = block.lastIndexOf('\n');
    this.rest = block.slice(end + 1) + held;
    if (this.rest.length > LONGEST_LINE)
      throw new LineError(`a line of more than ${LONGEST_LINE} characters: this is not a CSV file of trips`);
    return end < 0 ? [] : block.slice(0, end).split('\n');
  }

  /** @returns the last line if it has no end. Call it once, when there is no more text */
  finish(): string[] {
    const last = this.rest.endsWith('\r') ? this.rest.slice(0, -1) : this.rest;
    this.rest = '';
    return last === '' ? [] : [last];
  }
}
