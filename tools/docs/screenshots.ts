/** What `npm run screenshots` does: runs the sample and writes pictures of the board. */
import { mkdirSync, writeFileSync } from 'node:fs';
import path from 'node:path';
import type { Browser } from 'playwright-core';
import { UserError } from '../../common/cli/errors';
import { parseCommandLine } from '../../common/cli/parse';
import { PANELS } from '../../dashboards/panels';
import { withBoard } from '../../local/board/with-board';
import { START_FLAGS } from '../../local/run/flags';
import { readOptions } from '../../local/run/options';
import { run } from '../../local/run/run';
import { CHROMIUM_MISSING, findChromium, launch, openPage } from '../../test/support/browser';

const FOLDER = path.resolve(__dirname, '../../docs/images');
/** Largest picture: the README loads all of them. */
const MAX_BYTES = 300_000;

/** Trips a second. A higher rate makes a backlog, whose age the board would show. */
const RATE = 400;

/** The pictures, each down to its `last` element: as many whole panels as the size limit allows. */
const PICTURES = [
  { name: 'board-light', colorScheme: 'light', width: 1280, last: '#panel-places' },
  { name: 'board-dark', colorScheme: 'dark', width: 1280, last: '#panel-places' },
  { name: 'board-narrow', colorScheme: 'light', width: 400, last: '#panel-trips-per-hour' },
] as const;
/** Pixels below the last element. */
const MARGIN = 14;

/**
 * Streams the sample and takes the pictures.
 * @returns exit status 0
 * @throws UserError where Chromium or an engine is missing
 */
export async function takeScreenshots(): Promise<number> {
  const chromium = findChromium();
  if (chromium === undefined) throw new UserError(CHROMIUM_MISSING);
  await withBoard('screenshots', ['trips.csv.gz'], async ({ board, folder, shutdown }) => {
    const flags = ['--state', path.join(folder, 'run'), '--rate', String(RATE)];
    const options = readOptions(parseCommandLine(START_FLAGS, flags), folder);
    const result = await run(options, board, shutdown, false);
    if (!result.analytics)
      throw new UserError('The pictures need Flink and OpenSearch: npm start says what is missing.');
    await board.conclude(result);
    const browser = await launch(chromium);
    shutdown.add(() => browser.close());
    mkdirSync(FOLDER, { recursive: true });
    for (const picture of PICTURES) await take(browser, board.url, picture);
  });
  return 0;
}

async function take(browser: Browser, url: string, picture: (typeof PICTURES)[number]): Promise<void> {
  const { name, colorScheme, width, last } = picture;
  const { page, wrongs } = await openPage(browser, url, { colorScheme, viewport: { width, height: 900 } });
  await page
    .locator('.picture svg')
    .nth(PANELS.length - 1)
    .waitFor();
  // The rates are those of the last five seconds: wait until they show that nothing flows.
  await page.locator('.flowing').first().waitFor({ state: 'detached' });
  const file = path.join(FOLDER, `${name}.png`);
  const { y = 0, height = 0 } = (await page.locator(last).boundingBox()) ?? {};
  const png = await page.screenshot({ fullPage: true, clip: { x: 0, y: 0, width, height: y + height + MARGIN } });
  writeFileSync(file, png);
  if (wrongs.length > 0) throw new Error(`${name}: ${wrongs.join('; ')}`);
  if (png.length > MAX_BYTES) throw new Error(`${file} has ${png.length} bytes, more than the ${MAX_BYTES} allowed.`);
  process.stdout.write(`${path.relative(process.cwd(), file)}: ${Math.round(png.length / 1000)} kB\n`);
  await page.context().close();
}
