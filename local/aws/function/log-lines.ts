/** Cuts what a worker writes into whole lines, one unfinished line per stream. */
export class LogLines {
  private readonly unfinished = new Map<string, string>();

  constructor(private readonly onLine: (line: string) => void) {}

  write(stream: string, text: string): void {
    const lines = ((this.unfinished.get(stream) ?? '') + text).split('\n');
    this.unfinished.set(stream, lines.pop() ?? '');
    for (const line of lines) this.onLine(line);
  }

  /** Hands on what no newline ended. */
  end(): void {
    for (const line of this.unfinished.values()) if (line !== '') this.onLine(line);
    this.unfinished.clear();
  }
}
