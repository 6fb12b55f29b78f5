/** Reads the numbers that the board's page shows. */
import type { Page } from 'playwright-core';
import { PANELS } from '../../dashboards/panels';

const TERMS = [
  'rows_read',
  'in_lake',
  'quarantined',
  'rejected',
  'duplicates',
  'undelivered',
  'failed',
  'errored',
  'lost',
] as const;

/** Reads a number from the one element that shows it. */
export async function readNumber(page: Page, selector: string): Promise<number> {
  return Number((await page.locator(selector).textContent())?.replaceAll(',', ''));
}

/** Reads the audit that the page shows. */
export async function readAudit(page: Page): Promise<Readonly<Record<string, number>>> {
  const numbers = TERMS.map(async (name) => [name, await readNumber(page, `[data-audit=${name}]`)] as const);
  return Object.fromEntries(await Promise.all(numbers));
}

/** Waits until every panel has drawn its rows. */
export const waitForPanels = (page: Page) => page.locator(`.panel[data-rows] >> nth=${PANELS.length - 1}`).waitFor();

/** Picks the terms of an audit that the page shows. */
export const auditTerms = (audit: Readonly<Record<(typeof TERMS)[number], number>>) =>
  Object.fromEntries(TERMS.map((name) => [name, audit[name]]));
