/** Opens pages in this machine's Chromium, and records everything that a page must not do. */
import { accessSync, constants } from 'node:fs';
import { type Browser, type BrowserContextOptions, chromium, type Page } from 'playwright-core';

const PLACES = [
  '/usr/bin/chromium',
  '/usr/bin/chromium-browser',
  '/usr/bin/google-chrome',
  '/Applications/Google Chrome.app/Contents/MacOS/Google Chrome',
];

/**
 * Finds the browser's program. The variable CHROMIUM names one elsewhere.
 * @returns its path; undefined where there is none
 */
export function findChromium(environment = process.env): string | undefined {
  const places = environment.CHROMIUM === undefined ? PLACES : [environment.CHROMIUM];
  return places.find(isExecutable);
}

export const CHROMIUM_MISSING = 'Chromium is not installed. Run apt-get install chromium, or set CHROMIUM to its path.';

/**
 * Starts the browser.
 * @throws Error when it does not start
 */
export function launch(executablePath: string): Promise<Browser> {
  // Chromium does not run as root with its sandbox on. These tests load only our own page.
  return chromium.launch({ executablePath, args: process.getuid?.() === 0 ? ['--no-sandbox'] : [] });
}

/** A page and what it has done wrong so far. */
export interface WatchedPage {
  readonly page: Page;
  /** Console errors and warnings, exceptions, policy violations, and requests to other origins. */
  readonly wrongs: string[];
}

/**
 * Opens a page and watches it.
 * @param origin the address to open, and the only origin that the page may send requests to
 */
export async function openPage(
  browser: Browser,
  origin: string,
  options: BrowserContextOptions = {},
): Promise<WatchedPage> {
  const page = await (await browser.newContext(options)).newPage();
  const wrongs: string[] = [];
  page.on('console', (message) => {
    if (['error', 'warning'].includes(message.type())) wrongs.push(`${message.type()}: ${message.text()}`);
  });
  page.on('pageerror', (error) => wrongs.push(`exception: ${error.message}`));
  page.on('request', (request) => {
    const address = request.url();
    if (!address.startsWith(`${origin}/`) && !address.startsWith('data:')) wrongs.push(`request: ${address}`);
  });
  // This is text because a function that tsx has compiled does not run in a page.
  await page.addInitScript(
    "addEventListener('securitypolicyviolation', (event) => console.error('policy:', event.violatedDirective, event.blockedURI))",
  );
  await page.goto(origin);
  return { page, wrongs };
}

function isExecutable(file: string): boolean {
  try {
    accessSync(file, constants.X_OK);
    return true;
  } catch {
    return false;
  }
}
