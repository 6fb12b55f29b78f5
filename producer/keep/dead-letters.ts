/** Keeps undelivered trips as a CSV file that the producer can read again. */
import { deaggregate } from '../../common/kpl/decode';
import type { UserRecord } from '../../common/kpl/format';
import { FIELDS, type Trip } from '../../telemetry/catalogue';
import { readTrip } from '../../telemetry/trip-json';
import type { KeptFile } from './kept-file';

const COLUMNS = FIELDS.filter((field) => field.filledBy !== 'transform').map(({ name }) => name);

/** The catalogue's names. `source` is among them, so a trip sent later keeps where it came from. */
export const DEAD_LETTER_HEADER = COLUMNS.join(',');

/**
 * Takes the trips out of an undelivered Kinesis record: the producer keeps no other copy of them.
 */
export function keepDeadLetters(kept: KeptFile, record: UserRecord): void {
  for (const { data } of deaggregate(record)) {
    const outcome = readTrip(Buffer.from(data).toString());
    if (!('trip' in outcome))
      throw new Error(`The producer cannot read a record that it wrote itself: ${JSON.stringify(outcome.problems)}`);
    kept.write(csvRow(outcome.trip));
  }
}

function csvRow(trip: Trip): string {
  return COLUMNS.map((name) => csvCell(String(trip[name] ?? ''))).join(',');
}

function csvCell(text: string): string {
  return /[",]/.test(text) ? `"${text.replaceAll('"', '""')}"` : text;
}
