/** The pages that are open: each gets every event (server-sent events), and at first the last one of each kind. */
import type { ServerResponse } from 'node:http';

/** A page that reads nothing more, as one asleep, must not make the process hold everything for it. */
const MAX_UNREAD_BYTES = 8 * 1024 * 1024;

/** More than a person has open; a program that opens more is turned away. */
const MAX_PAGES = 32;

/** @typeParam Events the data of each event, by its name */
export class Audience<Events extends Readonly<Record<string, object>>> {
  private readonly pages = new Set<ServerResponse>();
  private readonly latest = new Map<string, string>();

  /** How many pages are open. */
  get size(): number {
    return this.pages.size;
  }

  /** @returns false when there are too many */
  add(response: ServerResponse): boolean {
    if (this.pages.size >= MAX_PAGES) return false;
    response.writeHead(200, { 'content-type': 'text/event-stream', 'cache-control': 'no-store' });
    // Reconnects are of little use: a run that has ended does not come back.
    response.write(`retry: 3000\n\n${[...this.latest.values()].join('')}`);
    this.pages.add(response);
    response.once('close', () => this.pages.delete(response));
    return true;
  }

  /**
   * Tells every page.
   * @param whole what a page that comes later is told in its place; a part of something larger needs it
   */
  tell<Name extends keyof Events & string>(event: Name, data: Events[Name], whole: Events[Name] = data): void {
    const text = format(event, data);
    this.latest.set(event, whole === data ? text : format(event, whole));
    for (const page of this.pages) {
      if (page.writableLength > MAX_UNREAD_BYTES) page.destroy();
      else page.write(text);
    }
  }

  /** Says that nothing more comes, and closes. */
  end(): void {
    for (const page of this.pages) page.end(format('end', {}));
  }
}

function format(event: string, data: object): string {
  return `event: ${event}\ndata: ${JSON.stringify(data)}\n\n`;
}
