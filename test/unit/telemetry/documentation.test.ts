import { readFileSync } from 'node:fs';
import { FILE, withTable } from '../../../docs/write-catalogue';

it('shows the catalogue as it is; otherwise run npm run docs', () => {
  const page = readFileSync(FILE, 'utf8');
  expect(page).toContain('| `trip_id` | text |');
  expect(withTable(page)).toBe(page);
});
