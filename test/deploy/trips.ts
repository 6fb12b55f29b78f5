/**
 * Makes a file of trips with known contents: which are plausible, which are not, which come twice.
 */

/** What the lake must hold of a trip. */
export interface ExpectedTrip {
  /** Folder of its object in the bucket. */
  readonly folder: string;
  /** ISO 8601, UTC. */
  readonly pickupAt: string;
  readonly durationS: number;
}

export interface MadeTrips {
  readonly csv: string;
  readonly rows: number;
  /** The plausible trips by id. */
  readonly plausible: ReadonlyMap<string, ExpectedTrip>;
  /** The implausible trips: id and implausible field. */
  readonly implausible: ReadonlyMap<string, string>;
  /** Rows that cannot be read as trips. */
  readonly unreadable: number;
  /** Rows of plausible trips that the file already has. */
  readonly duplicates: number;
}

const HEADER =
  'id,vendor_id,pickup_datetime,dropoff_datetime,passenger_count,pickup_longitude,pickup_latitude,dropoff_longitude,dropoff_latitude,store_and_fwd_flag,trip_duration';

/** 8 March 2016, 22:00 in New York. In UTC the first trips belong to the next day. */
const FIRST = Date.UTC(2016, 2, 9, 3);
/** New York was 5 hours behind UTC until the 13th. */
const BEHIND_MS = 5 * 3_600_000;
const EVERY_MS = 7 * 60_000;

/** About 33 hours of both vendors, so 66 folders. It takes ministack 20 s. */
const TRIPS = 280;

interface Cells {
  readonly pickup: string;
  readonly passengers: number;
  readonly point: string;
  readonly seconds: number;
}

const GOOD_POINTS = '-73.98,40.76,-73.96,40.77';

/** The faults, used in turn. */
const IMPLAUSIBLE: readonly { readonly field: string; readonly change: Partial<Cells> }[] = [
  { field: 'passenger_count', change: { passengers: 0 } },
  { field: 'pickup_longitude', change: { point: '0,0,0,0' } },
  { field: 'duration_s', change: { seconds: 86_392 } },
];

/** @returns the file with everything that is known of it */
export function makeTrips(): MadeTrips {
  const lines: string[] = [];
  const plausible = new Map<string, ExpectedTrip>();
  const implausible = new Map<string, string>();
  let unreadable = 0;
  let duplicates = 0;
  for (let number = 0; number < TRIPS; number += 1) {
    const id = `deploy-${number}`;
    const vendor = 1 + (number % 2);
    const pickupAt = new Date(FIRST + number * EVERY_MS).toISOString();
    const good: Cells = { pickup: newYorkTime(pickupAt), passengers: 1, point: GOOD_POINTS, seconds: 300 + number };
    const fault = number % 14 === 5 ? IMPLAUSIBLE[(number % 3) as 0 | 1 | 2] : undefined;
    if (number % 40 === 17) {
      unreadable += 1;
      lines.push(row(id, vendor, { ...good, pickup: '2016-02-30 08:00:00' }));
      continue;
    }
    const line = row(id, vendor, { ...good, ...fault?.change });
    lines.push(line);
    if (fault) implausible.set(id, fault.field);
    else plausible.set(id, { folder: folderOf(pickupAt, vendor), pickupAt, durationS: good.seconds });
    if (!fault && number % 16 === 3) {
      duplicates += 1;
      lines.push(line);
    }
  }
  return {
    csv: `${[HEADER, ...lines].join('\n')}\n`,
    rows: lines.length,
    plausible,
    implausible,
    unreadable,
    duplicates,
  };
}

function row(id: string, vendor: number, { pickup, passengers, point, seconds }: Cells): string {
  const dropoff = newYorkTime(
    new Date(Date.parse(`${pickup.replace(' ', 'T')}Z`) + BEHIND_MS + seconds * 1000).toISOString(),
  );
  return [id, vendor, pickup, dropoff, passengers, point, 'N', seconds].join(',');
}

/** @returns the time on New York's clocks: `2016-03-08 22:00:00` */
function newYorkTime(instant: string): string {
  return new Date(Date.parse(instant) - BEHIND_MS).toISOString().slice(0, 19).replace('T', ' ');
}

function folderOf(pickupAt: string, vendor: number): string {
  const [year, month, day, hour] = pickupAt.split(/[-T:]/);
  return `trips/year=${year}/month=${month}/day=${day}/hour=${hour}/vendor_id=${vendor}/`;
}
