/** Every relative link of the Markdown pages leads to a file that exists, and to a heading in it. */
import { execFileSync } from 'node:child_process';
import { existsSync, readFileSync } from 'node:fs';
import path from 'node:path';

const ROOT = path.resolve(__dirname, '../../..');
const PAGES = execFileSync('git', ['ls-files', '-co', '--exclude-standard', '*.md', 'llms.txt'], { cwd: ROOT })
  .toString()
  .trim()
  .split('\n')
  .filter((page) => existsSync(path.join(ROOT, page)));

const read = (page: string) => readFileSync(path.join(ROOT, page), 'utf8');
const withoutCode = (text: string) => text.replace(/^```[\s\S]*?^```/gm, '');

/** The anchors that GitHub gives the headings of a page. */
function anchors(page: string): readonly string[] {
  return [...withoutCode(read(page)).matchAll(/^#+ (.+)$/gm)].map(([, heading = '']) =>
    heading
      .toLowerCase()
      .replace(/[^\p{L}\p{N}\s_-]/gu, '')
      .replace(/\s/g, '-'),
  );
}

/** The links of a page to files of this repository; `../../` on GitHub leads out of it. */
function links(page: string): readonly string[] {
  return [...withoutCode(read(page)).matchAll(/\]\(([^)\s]+)\)/g)]
    .map(([, target = '']) => target)
    .filter((target) => !/^[a-z]+:/.test(target));
}

it.each(PAGES)('%s links to what there is', (page) => {
  const broken = links(page).filter((link) => {
    const [file = '', anchor] = link.split('#');
    const target = file === '' ? page : path.join(path.dirname(page), file);
    if (!existsSync(path.join(ROOT, target))) return true;
    return anchor !== undefined && target.endsWith('.md') && !anchors(target).includes(anchor);
  });
  expect(broken).toEqual([]);
});
