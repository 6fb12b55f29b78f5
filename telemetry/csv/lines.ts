/** Cuts a stream of text into lines, whichever of the three line ends it uses, even where it mixes them. */

/** Longer than any row of trips; a file with such a line is no CSV. Counted in characters. */
const LONGEST_LINE = 1024 * 1024;

export class LineError extends Error {
  override readonly name = 'LineError';
}

export class LineSplitter {
  private rest = '';

  /**
   * The lines that are complete with this text, without their ends.
   * @throws LineError for a line of more than 1,048,576 characters
   */
  push(text: string): string[] {
    let block = this.rest + text;
    // A CR at the very end may be half of a CRLF: it waits for what follows.
    const held = block.endsWith('\r') ? '\r' : '';
    if (held) block = block.slice(0, -1);
    if (block.includes('\r')) block = block.replace(/\r\n?/g, '\n');
    const end = block.lastIndexOf('\n');
    this.rest = block.slice(end + 1) + held;
    if (this.rest.length > LONGEST_LINE)
      throw new LineError(`a line of more than ${LONGEST_LINE} characters: this is no CSV file of trips`);
    return end < 0 ? [] : block.slice(0, end).split('\n');
  }

  /** The last line, where it has no end; call it once, when there is no more text. */
  finish(): string[] {
    const last = this.rest.endsWith('\r') ? this.rest.slice(0, -1) : this.rest;
    this.rest = '';
    return last === '' ? [] : [last];
  }
}
