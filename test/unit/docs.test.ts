/** Checks that every file, folder and heading that a page names exists. */
import { existsSync, readFileSync } from 'node:fs';
import path from 'node:path';
import { FOLDERS, filesIn, ROOT } from '../support/project-files';

const PAGES = filesIn('.', /(\.md|^llms\.txt)$/);

const read = (page: string) => readFileSync(path.join(ROOT, page), 'utf8');

/**
 * Lists the paths in code spans that begin in our folders: others, such as a state folder, exist
 * only at run time. Patterns (`lambda/*`) are left out.
 */
function* spans(text: string): Generator<string> {
  for (const [, span = ''] of text.matchAll(/`([^`\s*<>{}…$(]+)`/g))
    if (FOLDERS.some((folder) => span.startsWith(`${folder}/`))) yield span.replace(/[#:].*$/, '');
}

/** Lists the targets of links within the repository, as paths from its root. */
function* links(text: string, page: string): Generator<string> {
  for (const [, target = ''] of text.matchAll(/\]\((?![a-z]+:|#)([^)\s#]+)/g))
    yield path.join(path.dirname(page), target);
}

it.each(PAGES)('%s names only files that exist', (page) => {
  const text = read(page);
  const named = [...spans(text), ...links(text, page)];
  expect(named.filter((file) => !existsSync(path.join(ROOT, file)))).toEqual([]);
});

/** Lists the anchors that GitHub gives the headings of a page. */
function anchors(page: string): readonly string[] {
  const text = read(page).replace(/^```.*?^```/gms, '');
  return [...text.matchAll(/^#+ (.+)$/gm)].map(([, heading = '']) =>
    heading
      .toLowerCase()
      .replace(/[^\p{L}\p{N}\s_-]/gu, '')
      .replace(/\s/g, '-'),
  );
}

it.each(PAGES)('%s links only to headings that exist', (page) => {
  const linked = [...read(page).matchAll(/\]\((?![a-z]+:)([^)\s#]*)#([^)\s]+)\)/g)];
  const missing = linked.filter(([, file = '', anchor = '']) => {
    const target = file === '' ? page : path.join(path.dirname(page), file);
    return target.endsWith('.md') && !anchors(target).includes(anchor);
  });
  expect(missing.map(([link]) => link)).toEqual([]);
});
