import { readFileSync } from 'node:fs';
import { PAGES, withDerived } from '../../../tools/docs/write-derived';

const read = (mark: string) => readFileSync(PAGES.find((page) => page.mark === mark)?.file ?? '', 'utf8');

it.each(PAGES)('shows the $mark as it is; otherwise run npm run docs', (page) => {
  expect(withDerived(read(page.mark), page)).toBe(read(page.mark));
});

it('shows every field of a trip, and every field of a statistic with its kind', () => {
  expect(read('catalogue')).toContain('| `trip_id` | text |');
  expect(read('statistics')).toContain('### `trip-masked-*`');
  expect(read('statistics')).toContain('| `place` | geo_point |');
});
