/** Skips suites that need an engine or a browser where it is missing, or fails them in CI. */
import { type Availability, enginesAvailable } from '../../local/engines/availability';
import { CHROMIUM_MISSING, findChromium } from './browser';

/** CI sets this variable to 1. A missing engine or browser then fails the tests that need it. */
export const REQUIRE_ENGINES = 'REQUIRE_ENGINES';

/**
 * Chooses between running and skipping a suite.
 * @param suite what the suite tests, for the message
 * @param missing why this machine cannot run it; undefined where it can
 * @returns `describe` where nothing is missing, else `describe.skip` after a warning
 * @throws Error with the reason where something is missing and `REQUIRE_ENGINES=1` is set
 */
export function describeWith(suite: string, missing: string | undefined, environment = process.env): jest.Describe {
  if (missing === undefined) return describe;
  if (environment[REQUIRE_ENGINES] === '1')
    throw new Error(`${REQUIRE_ENGINES}=1 forbids skipping ${suite}. ${missing}`);
  console.warn(`SKIPPED: ${suite}. ${missing}`);
  return describe.skip;
}

/** `describeWith` for a suite that runs Flink or OpenSearch. */
export function describeWithEngines(suite: string, available: Availability = enginesAvailable()): jest.Describe {
  return describeWith(suite, available.ok ? undefined : available.missing);
}

/** `describeWith` for a suite that opens a browser. */
export function describeWithBrowser(suite: string, chromium = findChromium()): jest.Describe {
  return describeWith(suite, chromium === undefined ? CHROMIUM_MISSING : undefined);
}
