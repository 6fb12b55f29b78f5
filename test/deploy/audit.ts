/** Compares what arrived with what was sent: the audit of a round. */
import type { Arrived } from './lake';
import type { MadeTrips } from './trips';

export interface RoundAudit {
  readonly rowsRead: number;
  /** Distinct trips. */
  readonly inLake: number;
  readonly quarantined: number;
  /** Rows that the producer could not read as trips. */
  readonly rejected: number;
  /** Rows whose trip the file has before. */
  readonly duplicates: number;
  readonly lost: number;
  /** Surplus copies in the lake: streams deliver at least once. Not part of the sum. */
  readonly redelivered: number;
  readonly folders: number;
  /** What is wrong, as sentences; empty for a good round. */
  readonly problems: readonly string[];
}

/** The part of the producer's report that the audit needs. */
export interface Sent {
  readonly rows_read: number;
  readonly rejected: number;
  readonly trips_sent: number;
  readonly records: number;
}

/** Items of a list that are shown. */
const SHOWN = 3;

/** True when everything sent has arrived. More may still come, and what arrived may be wrong. */
export function isComplete(
  { plausible, implausible, duplicates }: MadeTrips,
  { trips, quarantined }: Arrived,
): boolean {
  const isThere = new Set([...trips, ...quarantined].map(({ tripId }) => tripId));
  const hasAll = [...plausible.keys(), ...implausible.keys()].every((id) => isThere.has(id));
  return hasAll && trips.length >= plausible.size + duplicates;
}

/** Draws up the audit. */
export function drawUp(made: MadeTrips, sent: Sent, arrived: Arrived): RoundAudit {
  const inLake = new Set(arrived.trips.map(({ tripId }) => tripId));
  const quarantined = new Set(arrived.quarantined.map(({ tripId }) => tripId));
  const found = inLake.size + quarantined.size + sent.rejected + made.duplicates;
  return {
    rowsRead: sent.rows_read,
    inLake: inLake.size,
    quarantined: quarantined.size,
    rejected: sent.rejected,
    duplicates: made.duplicates,
    lost: sent.rows_read - found,
    redelivered: Math.max(0, arrived.trips.length - inLake.size - made.duplicates),
    folders: new Set(arrived.trips.map(({ key }) => folderOf(key))).size,
    problems: [
      ...describeDifference('rows read', sent.rows_read, made.rows),
      ...describeDifference('rows rejected', sent.rejected, made.unreadable),
      ...describeDifference(
        'copies in the lake, at least',
        Math.min(arrived.trips.length, expectedCopies(made)),
        expectedCopies(made),
      ),
      ...describeItems('are not in the lake', idsMissing(made.plausible.keys(), inLake)),
      ...describeItems('are not in quarantine', idsMissing(made.implausible.keys(), quarantined)),
      ...describeItems('are in the lake and should not be', idsMissing(inLake, made.plausible)),
      ...describeItems('are in quarantine and should not be', idsMissing(quarantined, made.implausible)),
      ...describeItems('came with other values, or into another folder', findAltered(made, arrived)),
      ...describeItems('were quarantined for another reason', findMisjudged(made, arrived)),
      ...describeItems('are objects where none should be', arrived.errors),
    ],
  };
}

function expectedCopies({ plausible, duplicates }: MadeTrips): number {
  return plausible.size + duplicates;
}

function findAltered({ plausible }: MadeTrips, { trips }: Arrived): string[] {
  const isAsMade = ({ tripId, key, pickupAt, durationS }: Arrived['trips'][number]) => {
    const expected = plausible.get(tripId);
    if (!expected) return true;
    return key.startsWith(expected.folder) && pickupAt === expected.pickupAt && durationS === expected.durationS;
  };
  return trips.filter((trip) => !isAsMade(trip)).map((trip) => JSON.stringify(trip));
}

function findMisjudged({ implausible }: MadeTrips, { quarantined }: Arrived): string[] {
  const isFor = (field: string, reasons: readonly string[]) => reasons.some((reason) => reason.startsWith(`${field}:`));
  return quarantined
    .filter(({ tripId, reasons }) => !isFor(implausible.get(tripId) ?? '', reasons))
    .map((trip) => JSON.stringify(trip));
}

function idsMissing(wanted: Iterable<string>, there: { has(id: string): boolean }): string[] {
  return [...wanted].filter((id) => !there.has(id));
}

function folderOf(key: string): string {
  return key.slice(0, key.lastIndexOf('/'));
}

function describeDifference(what: string, found: number, expected: number): string[] {
  return found === expected ? [] : [`${what}: ${found}, expected ${expected}`];
}

function describeItems(what: string, items: readonly string[]): string[] {
  return items.length === 0 ? [] : [`${items.length} ${what}: ${items.slice(0, SHOWN).join(', ')}`];
}
