/** The browser of the tests: this machine's Chromium, watched for everything a page must not do. */
import { accessSync, constants } from 'node:fs';
import { type Browser, type BrowserContextOptions, chromium, type Page } from 'playwright-core';

const PLACES = [
  '/usr/bin/chromium',
  '/usr/bin/chromium-browser',
  '/usr/bin/google-chrome',
  '/Applications/Google Chrome.app/Contents/MacOS/Google Chrome',
];

/** The browser's program; undefined where there is none. CHROMIUM names another. */
export function findChromium(environment = process.env): string | undefined {
  const places = environment.CHROMIUM === undefined ? PLACES : [environment.CHROMIUM];
  return places.find(isExecutable);
}

export const CHROMIUM_MISSING =
  'Chromium is not installed: apt-get install chromium, or give its path in the environment as CHROMIUM.';

/** @throws Error when it does not start */
export function launch(executablePath: string): Promise<Browser> {
  // Chromium refuses to be root's with its sandbox on; these tests load our own page alone.
  return chromium.launch({ executablePath, args: process.getuid?.() === 0 ? ['--no-sandbox'] : [] });
}

/** A page with what it has done wrong so far. */
export interface WatchedPage {
  readonly page: Page;
  /** Errors and warnings of the console, exceptions, breaches of the policy, and requests to elsewhere. */
  readonly wrongs: string[];
}

/** @param origin the only one that may be asked */
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
  // As text: what tsx makes of a function does not run in a page.
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
