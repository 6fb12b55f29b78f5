/** Puts what is derived from the code into the pages that show it: `npm run docs`. */
import { readFileSync, writeFileSync } from 'node:fs';
import path from 'node:path';
import { catalogueTable } from '../../telemetry/markdown';
import { statisticsTables } from '../../telemetry/statistics-markdown';
import { costsTable, differencesTable } from './stage-tables';

const DOCS = path.resolve(__dirname, '../../docs');

export interface DerivedPage {
  readonly file: string;
  /** Name of the comments that stand around the derived part. */
  readonly mark: string;
  readonly derive: () => string;
}

export const PAGES: readonly DerivedPage[] = [
  { file: path.join(DOCS, 'trip.md'), mark: 'catalogue', derive: catalogueTable },
  { file: path.join(DOCS, 'search.md'), mark: 'statistics', derive: statisticsTables },
  { file: path.join(DOCS, 'deploy.md'), mark: 'stages', derive: differencesTable },
  { file: path.join(DOCS, 'deploy.md'), mark: 'costs', derive: costsTable },
];

/** The page with the derived part as the code has it now. */
export function withDerived(page: string, { mark, derive }: DerivedPage): string {
  const [begin, end] = [`<!-- ${mark} -->`, `<!-- /${mark} -->`];
  return page.replace(new RegExp(`${begin}.*${end}`, 's'), () => `${begin}\n${derive()}${end}`);
}

if (require.main === module)
  for (const page of PAGES) writeFileSync(page.file, withDerived(readFileSync(page.file, 'utf8'), page));
