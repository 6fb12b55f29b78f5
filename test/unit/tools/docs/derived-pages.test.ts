/** Checks that the derived parts of the docs are up to date. */
import { readFileSync } from 'node:fs';
import { invocation } from '../../../../common/cli/command';
import { flagLabel } from '../../../../common/cli/help';
import { npmScripts } from '../../../../tools/docs/npm-scripts';
import { PAGES, withDerived } from '../../../../tools/docs/write-derived';

const read = (mark: string) => readFileSync(PAGES.find((page) => page.mark === mark)?.file ?? '', 'utf8');

it.each(PAGES)('has an up-to-date $mark (if not, run npm run docs)', (page) => {
  expect(withDerived(read(page.mark), page)).toBe(read(page.mark));
});

it('shows every field of a trip, and every field of a statistic with its kind', () => {
  expect(read('catalogue')).toContain('| `trip_id` | text |');
  expect(read('statistics')).toContain('### `trip-masked-*`');
  expect(read('statistics')).toContain('| `place` | geo_point |');
});

it('shows every npm script, and every flag of each command', () => {
  const page = read('commands');
  for (const { name, command } of npmScripts()) {
    expect(page).toContain(`\`${invocation(name)}\``);
    for (const group of Object.values(command?.flags ?? {}))
      for (const [flag, spec] of Object.entries(group)) expect(page).toContain(`| \`${flagLabel(flag, spec)}\` |`);
  }
});
