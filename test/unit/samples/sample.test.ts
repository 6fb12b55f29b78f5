import { createHash } from 'node:crypto';
import { readFileSync } from 'node:fs';
import path from 'node:path';
import { gunzipSync } from 'node:zlib';
import { sampleLines } from '../../../samples/trips';
import { implausibilities } from '../../../telemetry/bounds';
import { RowReader } from '../../../telemetry/csv/row-reader';
import { partitionOf } from '../../../telemetry/partitions';
import { reason } from '../../../telemetry/problem';

const text = gunzipSync(readFileSync(path.join(__dirname, '../../../samples/trips.csv.gz'))).toString('utf8');
const reader = new RowReader();
const rows = [...reader.push(text), ...reader.finish()];
function tally(reasons: readonly string[]): Record<string, number> {
  const counts: Record<string, number> = {};
  for (const one of reasons) counts[one] = (counts[one] ?? 0) + 1;
  return counts;
}

it('is what the generator makes; otherwise run npm run samples', () => {
  const generated = `${sampleLines(20_160_307, 20_000).join('\r\n')}\r\n`;
  expect(createHash('sha256').update(generated).digest('hex')).toBe(createHash('sha256').update(text).digest('hex'));
});

it('has the faults of real files, each a known number of times', () => {
  expect(rows).toHaveLength(20_055);
  const rejected = rows.flatMap(({ outcome }) => ('trip' in outcome ? [] : outcome.problems.map(reason)));
  expect(tally(rejected)).toEqual({
    'row:wrong_width': 10,
    'row:unclosed_quote': 2,
    'pickup_at:malformed': 9,
    'pickup_at:missing': 7,
    'passenger_count:malformed': 3,
    'duration_s:malformed': 3,
  });
  const apart = rows.flatMap(({ outcome }) => ('trip' in outcome ? implausibilities(outcome.trip) : [])).map(reason);
  expect(tally(apart)).toMatchObject({
    'passenger_count:below_minimum': 15,
    'dropoff_at:before_pickup': 15,
    'vendor_id:unknown_value': 5,
  });
});

it('opens fewer partitions than Firehose allows at once', () => {
  const trips = rows.flatMap(({ outcome }) => ('trip' in outcome ? [outcome.trip] : []));
  const partitions = new Set(trips.filter((trip) => implausibilities(trip).length === 0).map(partitionOf));
  expect(partitions.size).toBeGreaterThan(300);
  expect(partitions.size).toBeLessThan(400);
});
