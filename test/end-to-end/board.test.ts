/** Shows the board in a browser, for a run without engines and for a whole run with its panels. */
import { readFileSync, rmSync } from 'node:fs';
import path from 'node:path';
import type { Browser } from 'playwright-core';
import { parseCommandLine } from '../../common/cli/parse';
import { PANELS } from '../../dashboards/panels';
import { Board } from '../../local/board/board';
import { enginesAvailable } from '../../local/engines/availability';
import { START_FLAGS } from '../../local/run/flags';
import { readOptions } from '../../local/run/options';
import { type RunResult, run } from '../../local/run/run';
import { Shutdown } from '../../local/run/shutdown';
import { findChromium, launch, openPage, type WatchedPage } from '../support/browser';
import { describeWithBrowser, describeWithEngines } from '../support/needs';
import { findFaintTexts, findOverlaps, findUnnamed } from '../support/page-checks';
import { auditTerms, readAudit, readNumber, waitForPanels } from './board-page';
import { type Report, ROOT, runNode, synthesiseOnce, temporaryFolder } from './pipeline';

const chromium = findChromium();
const engines = enginesAvailable();
const withBrowser = describeWithBrowser('the board in a browser', chromium);
const withBoth = chromium === undefined ? withBrowser : describeWithEngines('the board with panels', engines);

const SAMPLE = path.join(ROOT, 'samples', 'trips.csv.gz');
let browser: Browser;
beforeAll(async () => {
  if (chromium !== undefined) browser = await launch(chromium);
});
afterAll(() => browser?.close());

withBrowser('the board of npm start --lake-only', () => {
  const folder = temporaryFolder('board-lake');
  let watched: WatchedPage;
  let report: Report;

  beforeAll(async () => {
    let opened: Promise<WatchedPage> | undefined;
    const reportFile = path.join(folder, 'report.json');
    const flags = ['--lake-only', '--state', path.join(folder, 'state'), '--report', reportFile];
    const finished = await runNode(['bin/start.ts', SAMPLE, ...flags, '--assembly', await synthesiseOnce()], (child) =>
      child.stdout?.on('data', (text: string) => {
        const [, url] = /Board (http:\S+)/.exec(text) ?? [];
        if (url !== undefined) opened ??= openPage(browser, url);
      }),
    );
    if (!opened) throw new Error(`npm start printed no address of a board: ${finished.stdout}${finished.stderr}`);
    watched = await opened;
    report = JSON.parse(readFileSync(reportFile, 'utf8')) as Report;
  }, 120_000);
  afterAll(() => rmSync(folder, { recursive: true, force: true }));

  it('shows the numbers of the audit, and keeps them after the run has ended', async () => {
    await watched.page.getByText('The run has ended.').waitFor();
    expect(await readAudit(watched.page)).toEqual(auditTerms(report));
    expect(await readNumber(watched.page, '[data-vital=lake] .value')).toBe(report.lake.rows);
    expect(await watched.page.locator('.flowing').count()).toBe(0);
  });

  it('says why there are no panels, and how to get them', async () => {
    const { page } = watched;
    expect(await page.locator('#statistics-message').textContent()).toMatch(/--lake-only.*Start without it/);
    expect(await page.locator('.panel').count()).toBe(0);
    expect(await page.locator('[data-box=flink] .note').textContent()).toBe('off');
  });
});

withBoth('the board of a whole run', () => {
  const folder = temporaryFolder('board');
  const shutdown = new Shutdown();
  let board: Board;
  let watched: WatchedPage;
  let result: RunResult;

  beforeAll(async () => {
    const flags = ['--assembly', await synthesiseOnce(), '--state', path.join(folder, 'state')];
    const options = readOptions(parseCommandLine(START_FLAGS, flags), ROOT);
    board = await Board.start({ stage: options.stage, files: ['trips.csv.gz'] });
    shutdown.add(() => board.stop());
    watched = await openPage(browser, board.url);
    result = await run(options, board, shutdown, false);
    await board.conclude(result);
    await watched.page.getByText('Done: every row is accounted for.').waitFor();
  }, 300_000);
  afterAll(async () => {
    await shutdown.stop();
    rmSync(folder, { recursive: true, force: true });
  }, 60_000);

  it('shows the numbers of the audit, and the same trips in OpenSearch', async () => {
    const { page } = watched;
    const { audit, analytics } = result;
    expect(await readAudit(page)).toEqual(auditTerms(audit));
    expect(await readNumber(page, '[data-statistics=trips]')).toBe(analytics?.statistics.trips);
    expect(await readNumber(page, '[data-vital=searched] .value')).toBe(audit.in_lake);
    expect(await readNumber(page, '[data-vital=quarantine] .value')).toBe(audit.quarantined);
    expect(await page.locator('[data-box=producer] .note').textContent()).toBe(`${audit.rejected} rows rejected`);
    expect(await page.getByText('every hour is what the lake says').count()).toBe(1);
  });

  it.each(PANELS.map((panel) => [panel.id, panel] as const))('draws what OpenSearch holds: %s', async (id, panel) => {
    await waitForPanels(watched.page);
    const client = result.analytics?.half.viewer();
    for (const [name, { index, body, property }] of Object.entries(panel.queries)) {
      const answer = await client?.request('POST', `/${index}/_search`, body);
      const rows = property
        .split('.')
        .reduce<unknown>((at, step) => (at as Readonly<Record<string, unknown>>)[step], answer);
      const shown = await watched.page.evaluate(`(() => {
        const symbol = ({ ...row }) => row;
        return JSON.parse(JSON.stringify(tripstream.view('${id}').data('${name}').map(symbol)));
      })()`);
      expect(shown).toEqual(rows);
      expect((rows as readonly unknown[]).length).toBeGreaterThan(0);
    }
    client?.close();
    const marks = await watched.page.locator(`#panel-${id} .picture svg [class*=role-mark] > *`).count();
    expect(marks).toBeGreaterThan(0);
  });

  it('shows the busiest hour at its height', async () => {
    const peaks = result.analytics?.statistics.peaks.map(({ peak_trips }) => peak_trips) ?? [];
    const highest = await watched.page.evaluate(
      `Math.max(...tripstream.view('trips-per-hour').data('data_0').map(({ trips }) => trips))`,
    );
    expect(highest).toBe(Math.max(...peaks));
  });

  it('lets a keyboard show a panel as a table, and names all that can be focused', async () => {
    const { page } = watched;
    const button = page.getByRole('button', { name: 'Show as table: How many trips begin in each hour?' });
    await button.focus();
    await page.keyboard.press('Enter');
    const table = page.locator('#table-trips-per-hour');
    expect(await table.locator('tbody tr').count()).toBe(result.analytics?.statistics.hours);
    await page.keyboard.press('Tab');
    expect(await page.evaluate('document.activeElement.id')).toBe('table-trips-per-hour');
    const { focusable, unnamed: nameless } = await findUnnamed(page);
    expect(nameless).toEqual([]);
    expect(focusable).toBeGreaterThan(PANELS.length);
    await page.getByRole('button', { name: 'Show as picture: How many trips begin in each hour?' }).press('Space');
    expect(await table.isVisible()).toBe(false);
  });

  it('also shows the pipeline as a table', async () => {
    const { page } = watched;
    await page.getByRole('button', { name: 'Show as table: the pipeline' }).click();
    const row = page.getByRole('row', { name: /^OpenSearch statistics/ });
    expect(await row.textContent()).toContain(`${result.audit.in_lake.toLocaleString('en-US')} trips`);
    await page.getByRole('button', { name: 'Show as picture: the pipeline' }).click();
  });

  it.each([
    ['light', 1280],
    ['dark', 1280],
    ['light', 400],
    ['dark', 400],
  ] as const)('is complete and readable: %s, %d pixels wide', async (colorScheme, width) => {
    const { page, wrongs } = await openPage(browser, board.url, { colorScheme, viewport: { width, height: 900 } });
    await waitForPanels(page);
    expect(await page.evaluate('document.documentElement.scrollWidth')).toBe(width);
    expect(await findOverlaps(page)).toEqual([]);
    expect(await findFaintTexts(page)).toEqual([]);
    expect(wrongs).toEqual([]);
    await page.context().close();
  });

  it('turns dark with a button, pictures included', async () => {
    const { page } = await openPage(browser, board.url, { colorScheme: 'light' });
    await waitForPanels(page);
    await page.getByRole('button', { name: 'Dark theme' }).click();
    await page.getByRole('button', { name: 'Light theme' }).waitFor();
    await waitForPanels(page);
    expect(await findFaintTexts(page)).toEqual([]);
    await page.context().close();
  });

  it('has caused no error or warning, and was painted soon', async () => {
    const paints = (await watched.page.evaluate(
      `performance.getEntriesByType('paint').map(({ name, startTime }) => name + ' after ' + Math.round(startTime) + ' ms')`,
    )) as readonly string[];
    process.stdout.write(`The board: ${paints.join(', ')}\n`);
    expect(paints.length).toBeGreaterThan(0);
    expect(watched.wrongs).toEqual([]);
  });

  it('keeps its last numbers after the run has ended', async () => {
    await board.stop();
    await watched.page.getByText('The run has ended.').waitFor();
    expect(await readAudit(watched.page)).toEqual(auditTerms(result.audit));
  });
});
