/** Splits a function's output into whole lines. Each stream may have one unfinished line. */
export class LogLines {
  private readonly unfinished = new Map<string, string>();

  constructor(private readonly onLine: (line: string) => void) {}

  write(stream: string, text: string): void {
    const lines = ((this.unfinished.get(stream) ?? '') + text).split('\n');
    this.unfinished.set(stream, lines.pop() ?? '');
    for (const line of lines) this.onLine(line);
  }

  /** Passes on lines that no newline ended. */
  end(): void {
    for (const line of this.unfinished.values()) if (line !== '') this.onLine(line);
    this.unfinished.clear();
  }
}
