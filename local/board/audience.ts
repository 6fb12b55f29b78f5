/**
 * The open pages. Each gets every event (server-sent events). A page that opens late first gets the
 * latest event of each name.
 */
import type { ServerResponse } from 'node:http';

/** Beyond this a page that has stopped reading, such as one asleep, is cut off. */
const MAX_UNREAD_BYTES = 8 * 1024 * 1024;

/** No person has more open. A program that opens more is turned away. */
const MAX_PAGES = 32;

/** @typeParam Events the data of each event, by its name */
export class Audience<Events extends Readonly<Record<string, object>>> {
  private readonly pages = new Set<ServerResponse>();
  private readonly latest = new Map<string, string>();

  /** Number of open pages. */
  get size(): number {
    return this.pages.size;
  }

  /**
   * Keeps a response open as a page.
   * @returns false if too many pages are open
   */
  add(response: ServerResponse): boolean {
    if (this.pages.size >= MAX_PAGES) return false;
    response.writeHead(200, { 'content-type': 'text/event-stream', 'cache-control': 'no-store' });
    // A quick reconnect is of little use, as a run that has ended does not come back.
    response.write(`retry: 3000\n\n${[...this.latest.values()].join('')}`);
    this.pages.add(response);
    response.once('close', () => this.pages.delete(response));
    return true;
  }

  /**
   * Sends an event to every page.
   * @param whole what a page that opens later gets instead, if `data` is only a part
   */
  tell<Name extends keyof Events & string>(event: Name, data: Events[Name], whole: Events[Name] = data): void {
    const text = format(event, data);
    this.latest.set(event, whole === data ? text : format(event, whole));
    for (const page of this.pages) {
      if (page.writableLength > MAX_UNREAD_BYTES) page.destroy();
      else page.write(text);
    }
  }

  /** Tells every page that nothing more will come, and closes it. */
  end(): void {
    for (const page of this.pages) page.end(format('end', {}));
  }
}

function format(event: string, data: object): string {
  return `event: ${event}\ndata: ${JSON.stringify(data)}\n\n`;
}
