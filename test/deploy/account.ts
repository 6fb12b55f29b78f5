/** Holds what arrived against what was made: the account of a round. */
import type { Arrived } from './lake';
import type { MadeTrips } from './trips';

export interface Account {
  readonly rowsRead: number;
  /** Distinct trips. */
  readonly inLake: number;
  readonly quarantined: number;
  /** Rows that the producer says are no trip. */
  readonly rejected: number;
  /** Rows that the file has before. */
  readonly duplicates: number;
  readonly lost: number;
  /** Copies in the lake beyond those of the file: streams deliver at least once. Outside of the sum. */
  readonly redelivered: number;
  readonly folders: number;
  /** What is wrong, in words; empty for a good round. */
  readonly problems: readonly string[];
}

/** What the producer's report says, as much of it as the account needs. */
export interface Sent {
  readonly rows_read: number;
  readonly rejected: number;
  readonly trips_sent: number;
  readonly records: number;
}

/** Of a list, as many as a person reads. */
const TOLD = 3;

/** True when as much has arrived as was sent; more may still come, and wrong things may be among it. */
export function isComplete(
  { plausible, implausible, duplicates }: MadeTrips,
  { trips, quarantined }: Arrived,
): boolean {
  const isThere = new Set([...trips, ...quarantined].map(({ tripId }) => tripId));
  const hasAll = [...plausible.keys(), ...implausible.keys()].every((id) => isThere.has(id));
  return hasAll && trips.length >= plausible.size + duplicates;
}

export function drawUp(made: MadeTrips, sent: Sent, arrived: Arrived): Account {
  const inLake = new Set(arrived.trips.map(({ tripId }) => tripId));
  const quarantined = new Set(arrived.quarantined.map(({ tripId }) => tripId));
  const settled = inLake.size + quarantined.size + sent.rejected + made.duplicates;
  return {
    rowsRead: sent.rows_read,
    inLake: inLake.size,
    quarantined: quarantined.size,
    rejected: sent.rejected,
    duplicates: made.duplicates,
    lost: sent.rows_read - settled,
    redelivered: Math.max(0, arrived.trips.length - inLake.size - made.duplicates),
    folders: new Set(arrived.trips.map(({ key }) => folderOf(key))).size,
    problems: [
      ...differs('rows read', sent.rows_read, made.rows),
      ...differs('rows rejected', sent.rejected, made.unreadable),
      ...differs('copies in the lake, at least', Math.min(arrived.trips.length, needed(made)), needed(made)),
      ...told('are not in the lake', missing(made.plausible.keys(), inLake)),
      ...told('are not in quarantine', missing(made.implausible.keys(), quarantined)),
      ...told('are in the lake and should not be', missing(inLake, made.plausible)),
      ...told('are in quarantine and should not be', missing(quarantined, made.implausible)),
      ...told('came with other values, or into another folder', altered(made, arrived)),
      ...told('were set apart for another reason', misjudged(made, arrived)),
      ...told('lie where nothing should', arrived.errors),
    ],
  };
}

function needed({ plausible, duplicates }: MadeTrips): number {
  return plausible.size + duplicates;
}

function altered({ plausible }: MadeTrips, { trips }: Arrived): string[] {
  const isAsMade = ({ tripId, key, pickupAt, durationS }: Arrived['trips'][number]) => {
    const expected = plausible.get(tripId);
    if (!expected) return true;
    return key.startsWith(expected.folder) && pickupAt === expected.pickupAt && durationS === expected.durationS;
  };
  return trips.filter((trip) => !isAsMade(trip)).map((trip) => JSON.stringify(trip));
}

function misjudged({ implausible }: MadeTrips, { quarantined }: Arrived): string[] {
  const isFor = (field: string, reasons: readonly string[]) => reasons.some((reason) => reason.startsWith(`${field}:`));
  return quarantined
    .filter(({ tripId, reasons }) => !isFor(implausible.get(tripId) ?? '', reasons))
    .map((trip) => JSON.stringify(trip));
}

function missing(wanted: Iterable<string>, there: { has(id: string): boolean }): string[] {
  return [...wanted].filter((id) => !there.has(id));
}

function folderOf(key: string): string {
  return key.slice(0, key.lastIndexOf('/'));
}

function differs(what: string, found: number, expected: number): string[] {
  return found === expected ? [] : [`${what}: ${found}, expected ${expected}`];
}

function told(what: string, list: readonly string[]): string[] {
  return list.length === 0 ? [] : [`${list.length} ${what}: ${list.slice(0, TOLD).join(', ')}`];
}
