/** What `npm run docs` does: puts what derives from the code into the pages that show it. */
import { readFileSync, writeFileSync } from 'node:fs';
import path from 'node:path';
import { catalogueTable } from './catalogue-table';
import { commandsPage } from './commands-page';
import { housePicture } from './house-picture';
import { houseRules } from './house-rules';
import { costsTable, differencesTable } from './stage-tables';
import { statisticsTables } from './statistics-tables';

const DOCS = path.resolve(__dirname, '../../docs');

export interface DerivedPage {
  readonly file: string;
  /** Name in the HTML comments before and after the derived part. */
  readonly mark: string;
  readonly derive: () => string;
}

export const PAGES: readonly DerivedPage[] = [
  { file: path.join(DOCS, 'trip.md'), mark: 'catalogue', derive: catalogueTable },
  { file: path.join(DOCS, 'search.md'), mark: 'statistics', derive: statisticsTables },
  { file: path.join(DOCS, 'deploy.md'), mark: 'stages', derive: differencesTable },
  { file: path.join(DOCS, 'deploy.md'), mark: 'costs', derive: costsTable },
  { file: path.join(DOCS, 'commands.md'), mark: 'commands', derive: commandsPage },
  { file: path.join(DOCS, 'architecture.md'), mark: 'house', derive: housePicture },
  { file: path.join(DOCS, 'architecture.md'), mark: 'rules', derive: houseRules },
];

/** @returns the page with the derived part as the code has it now */
export function withDerived(page: string, { mark, derive }: DerivedPage): string {
  const [begin, end] = [`<!-- ${mark} -->`, `<!-- /${mark} -->`];
  return page.replace(new RegExp(`${begin}.*${end}`, 's'), () => `${begin}\n${derive()}${end}`);
}

/**
 * Renews every page.
 * @returns exit status 0
 */
export function writeDerived(): number {
  for (const page of PAGES) writeFileSync(page.file, withDerived(readFileSync(page.file, 'utf8'), page));
  return 0;
}
