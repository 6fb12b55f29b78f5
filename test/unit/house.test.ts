/** Holds what a reader can count on in every file: its size, opening comment and width of prose. */
import { readFileSync } from 'node:fs';
import path from 'node:path';
import { FOLDERS, filesIn, ROOT } from '../support/project-files';

const PRODUCTION = FOLDERS.filter((folder) => !['docs', 'test'].includes(folder));

/** Later work rewrites these; their comments are left as they are until then. */
const WAITING = ['lambda/studio-runner/', 'test/unit/lambda/studio-runner/'];

const MOST_LINES = 200;
const MOST_MEDIAN_LINES = 60;
const WIDEST_PROSE = 100;

const finishedIn = (folder: string, ending: RegExp) =>
  filesIn(folder, ending).filter((file) => !WAITING.some((waiting) => file.startsWith(waiting)));

const linesOf = (file: string) => readFileSync(path.join(ROOT, file), 'utf8').trimEnd().split('\n');

const sources = PRODUCTION.flatMap((folder) => finishedIn(folder, /\.(ts|js|cjs|mjs|css)$/));
const tests = finishedIn('test', /\.ts$/);
const pages = finishedIn('.', /\.md$/);

/** Lines of a page's paragraphs: not code, tables or mark-up, nor lines with a long address. */
function paragraphsOf(file: string): readonly (readonly [number, string])[] {
  let isCode = false;
  return linesOf(file).flatMap((line, index) => {
    if (/^\s*```/.test(line)) isCode = !isCode;
    const isProse = !isCode && !/^\s*(\||<|```|\[[^\]]+\]:)/.test(line) && !/https?:\/\/\S{50}/.test(line);
    return isProse ? [[index + 1, line] as const] : [];
  });
}

/** Lines of a source file's comments. */
function commentsOf(file: string): readonly (readonly [number, string])[] {
  return linesOf(file).flatMap((line, index) =>
    /^\s*(\/\/|\*|\/\*)/.test(line) && !/https?:\/\/\S{50}/.test(line) ? [[index + 1, line] as const] : [],
  );
}

const tooWide = (file: string, lines: readonly (readonly [number, string])[]) =>
  lines
    .filter(([, line]) => line.length > WIDEST_PROSE)
    .map(([number, { length }]) => `${file}:${number} has ${length}`);

it('finds the files that it speaks of', () => {
  expect(sources.length).toBeGreaterThan(400);
  expect(tests.length).toBeGreaterThan(150);
  expect(pages.length).toBeGreaterThan(20);
});

it(`keeps every source file within ${MOST_LINES} lines, half of them within ${MOST_MEDIAN_LINES}`, () => {
  const sizes = sources.map((file) => ({ file, lines: linesOf(file).length }));
  expect(sizes.filter(({ lines }) => lines > MOST_LINES)).toEqual([]);
  const sorted = sizes.map(({ lines }) => lines).sort((a, b) => a - b);
  expect(sorted[sorted.length >> 1]).toBeLessThanOrEqual(MOST_MEDIAN_LINES);
});

it('opens every source file with what it is for', () => {
  const isComment = /^(#!.*\n)?(\/\*\*|\/\/|\/\*)/;
  const opensWithImports = /^(import [^;]*;\n)+\n?(\/\*\*)/;
  const bare = sources.filter((file) => {
    const text = readFileSync(path.join(ROOT, file), 'utf8');
    return !isComment.test(text) && !opensWithImports.test(text);
  });
  expect(bare).toEqual([]);
});

it(`keeps lines of prose within ${WIDEST_PROSE} characters`, () => {
  const wide = [
    ...[...sources, ...tests].flatMap((file) => tooWide(file, commentsOf(file))),
    ...pages.flatMap((file) => tooWide(file, paragraphsOf(file))),
  ];
  expect(wide).toEqual([]);
});
