/** Puts the catalogue's table into docs/trip.md: `npm run docs`. */
import { readFileSync, writeFileSync } from 'node:fs';
import path from 'node:path';
import { catalogueTable } from '../telemetry/markdown';

export const FILE = path.join(__dirname, 'trip.md');

/** The page with the table as the catalogue has it now. */
export function withTable(page: string): string {
  return page.replace(
    /<!-- catalogue -->.*<!-- \/catalogue -->/s,
    `<!-- catalogue -->\n${catalogueTable()}<!-- /catalogue -->`,
  );
}

if (require.main === module) writeFileSync(FILE, withTable(readFileSync(FILE, 'utf8')));
