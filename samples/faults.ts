/** The faults of real files, each in a known number of rows. `npm start` accounts for every one. */
import type { Random } from './random';
import { type Cells, writeRow } from './row';

const NOWHERE = { longitude: 0, latitude: 0 };
const PHILADELPHIA = { longitude: -75.16, latitude: 39.95 };

/** A change to a row, and the number of rows that get it. */
interface Fault {
  readonly rows: number;
  readonly apply: (cells: Cells) => string | readonly string[];
}

const withChange = (change: Partial<Cells>) => (cells: Cells) => writeRow({ ...cells, ...change });

const FAULTS: readonly Fault[] = [
  // Read as usual: the trip is good.
  {
    rows: 60,
    apply: (cells) =>
      writeRow({ ...cells, pickup: `"${writeAmerican(cells.pickup)}"`, dropoff: `"${writeAmerican(cells.dropoff)}"` }),
  },
  { rows: 40, apply: withChange({ passengers: '-' }) },
  { rows: 40, apply: withChange({ flag: '' }) },
  { rows: 30, apply: (cells) => `${writeRow(cells)},,` },
  { rows: 20, apply: (cells) => writeRow({ ...cells, vendor: cells.vendor === '1' ? 'CMT' : 'VTS' }) },
  // Read, and found plausible, but far from other trips of its hour.
  { rows: 12, apply: withChange({ seconds: '64' }) },
  { rows: 18, apply: (cells) => writeRow({ ...cells, seconds: String(Math.min(10_500, 11 * Number(cells.seconds))) }) },
  // Rejected: it cannot be read as a trip.
  { rows: 9, apply: withChange({ pickup: '2016-02-30 08:00:00' }) },
  { rows: 7, apply: withChange({ pickup: '' }) },
  { rows: 6, apply: (cells) => writeRow(cells).split(',').slice(0, 9).join(',') },
  { rows: 4, apply: (cells) => `${writeRow(cells)},4.5,1` },
  { rows: 3, apply: withChange({ passengers: 'two', seconds: 'long' }) },
  { rows: 2, apply: (cells) => `"${writeRow(cells)}` },
  // Quarantined: a trip that is not plausible.
  { rows: 80, apply: withChange({ from: NOWHERE, to: NOWHERE }) },
  { rows: 12, apply: withChange({ to: PHILADELPHIA }) },
  { rows: 15, apply: withChange({ passengers: '0' }) },
  { rows: 15, apply: (cells) => writeRow({ ...cells, pickup: cells.dropoff, dropoff: cells.pickup }) },
  { rows: 25, apply: withChange({ seconds: '17' }) },
  { rows: 10, apply: withChange({ seconds: '86392' }) },
  { rows: 5, apply: withChange({ vendor: 'XYZ' }) },
  { rows: 3, apply: withChange({ miles: '-1.2' }) },
  // Duplicates: the same row again, and the same id with other content.
  { rows: 50, apply: (cells) => [writeRow(cells), writeRow(cells)] },
  { rows: 5, apply: (cells) => [writeRow(cells), writeRow({ ...cells, passengers: '6' })] },
];

/**
 * Writes the rows, with each fault in rows drawn at random.
 * @returns lines of the file, without their ends
 */
export function spoil(random: Random, rows: readonly Cells[]): string[] {
  const faults = new Map<number, Fault>();
  for (const fault of FAULTS)
    for (let done = 0; done < fault.rows; ) {
      const at = random.below(rows.length);
      if (faults.has(at)) continue;
      faults.set(at, fault);
      done += 1;
    }
  return rows.flatMap((cells, index) => faults.get(index)?.apply(cells) ?? writeRow(cells));
}

/** Writes `2016-03-07 08:15:30` as `3/7/2016, 8:15:30 AM`. */
function writeAmerican(text: string): string {
  const [, year, month, day, hour, rest] = /^(\d+)-(\d+)-(\d+) (\d+):(.*)$/.exec(text) ?? [];
  const h = Number(hour);
  return `${Number(month)}/${Number(day)}/${year}, ${h % 12 || 12}:${rest} ${h < 12 ? 'AM' : 'PM'}`;
}
