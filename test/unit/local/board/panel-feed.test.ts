/** Panels of open pages are kept up to date. */
import { setTimeout as sleep } from 'node:timers/promises';
import type { PanelRows } from '../../../../local/board/page-state';
import { PanelFeed } from '../../../../local/board/panel-feed';

const EVERY_MS = 5;

const rows = (a: number, b: number, trips = 0): PanelRows => ({
  panels: { a: { rows: { x: [a] } }, b: { rows: { x: [b] } } },
  trips,
});

function setUp(read: () => Promise<PanelRows>, size = 0) {
  const tell = jest.fn();
  const audience = { size, tell };
  const feed = new PanelFeed({ read }, audience, EVERY_MS);
  return { tell, audience, feed };
}

describe('keeping panels up to date', () => {
  it('queries OpenSearch only while a page is open', async () => {
    const read = jest.fn(async () => rows(1, 1));
    const { audience, feed } = setUp(read);
    await sleep(5 * EVERY_MS);
    expect(read).not.toHaveBeenCalled();
    audience.size = 1;
    while (read.mock.calls.length < 2) await sleep(EVERY_MS);
    await feed.stop();
    const calls = read.mock.calls.length;
    await sleep(5 * EVERY_MS);
    expect(read.mock.calls.length).toBe(calls);
  });

  it('sends open pages what has changed, and later pages everything', async () => {
    const read = jest.fn<Promise<PanelRows>, []>().mockResolvedValue(rows(1, 3, 8));
    read.mockResolvedValueOnce(rows(1, 1, 7)).mockResolvedValueOnce(rows(1, 2, 8));
    const { tell, feed } = setUp(read);
    await feed.refresh();
    await feed.refresh();
    expect(tell.mock.calls[1]).toEqual(['rows', { panels: { b: { rows: { x: [2] } } }, trips: 8 }, rows(1, 2, 8)]);
    expect(feed.trips).toBe(8);
    await feed.stop();
  });

  it('sends nothing if nothing has changed', async () => {
    const { tell, feed } = setUp(async () => rows(1, 1));
    await feed.refresh();
    await feed.refresh();
    expect(tell).toHaveBeenCalledTimes(1);
    await feed.stop();
  });

  it('keeps the last rows while OpenSearch does not answer, and says so after some seconds', async () => {
    const read = jest.fn<Promise<PanelRows>, []>().mockRejectedValue(new Error('connect ECONNREFUSED'));
    read.mockResolvedValueOnce(rows(1, 1, 7));
    const { tell, feed } = setUp(read);
    for (let times = 0; times < 5; times++) await feed.refresh();
    expect(feed.unreachable).toBe(false);
    await feed.refresh();
    expect(feed.unreachable).toBe(true);
    expect(feed.trips).toBe(7);
    expect(tell).toHaveBeenCalledTimes(1);
    read.mockResolvedValueOnce(rows(1, 1, 7));
    await feed.refresh();
    expect(feed.unreachable).toBe(false);
    await feed.stop();
  });
});
