/** Holds that every file and folder that a page names is there. */
import { existsSync, readdirSync, readFileSync } from 'node:fs';
import path from 'node:path';

const ROOT = path.resolve(__dirname, '../..');

/** Top-level folders. A path in another, such as a state folder, exists only at run time. */
const FOLDERS = readdirSync(ROOT, { withFileTypes: true })
  .filter((entry) => entry.isDirectory() && !/^(\.|node_modules|cdk\.out|coverage|produced)/.test(entry.name))
  .map(({ name }) => name);

function pagesIn(folder: string): readonly string[] {
  return readdirSync(path.join(ROOT, folder), { withFileTypes: true }).flatMap((entry) => {
    const page = path.join(folder, entry.name);
    if (entry.isDirectory()) return pagesIn(page);
    return page.endsWith('.md') ? [page] : [];
  });
}

const PAGES = [...['README.md', 'CONTRIBUTING.md', 'AGENTS.md', 'llms.txt'], ...FOLDERS.flatMap(pagesIn)];

/** Paths in code spans that begin with one of our folders; a pattern such as `lambda/*` is none. */
function* spans(text: string): Generator<string> {
  for (const [, span = ''] of text.matchAll(/`([^`\s*<>{}…$(]+)`/g))
    if (FOLDERS.some((folder) => span.startsWith(`${folder}/`))) yield span.replace(/[#:].*$/, '');
}

/** Targets of links within the repository, from the page's folder. */
function* links(text: string, page: string): Generator<string> {
  for (const [, target = ''] of text.matchAll(/\]\((?![a-z]+:|#)([^)\s#]+)/g))
    yield path.join(path.dirname(page), target);
}

it.each(PAGES)('%s names only files that are there', (page) => {
  const text = readFileSync(path.join(ROOT, page), 'utf8');
  const named = [...spans(text), ...links(text, page)];
  expect(named.filter((file) => !existsSync(path.join(ROOT, file)))).toEqual([]);
});
