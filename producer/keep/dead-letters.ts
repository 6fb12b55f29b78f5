/** Keeps the trips that are given up as a CSV that the producer reads again. */
import { deaggregate } from '../../common/kpl/decode';
import type { UserRecord } from '../../common/kpl/format';
import { FIELDS, type Trip } from '../../telemetry/catalogue';
import { readTrip } from '../../telemetry/trip-json';
import type { KeptFile } from './kept-file';

const COLUMNS = FIELDS.filter((field) => field.filledBy !== 'transform').map(({ name }) => name);

/** The catalogue's own names, `source` among them: what is sent later still tells where it came from. */
export const DEAD_LETTER_HEADER = COLUMNS.join(',');

/** Writes down the trips of a Kinesis record, taken out of it again: nothing is remembered of what goes well. */
export function keepDeadLetters(kept: KeptFile, record: UserRecord): void {
  for (const { data } of deaggregate(record)) {
    const outcome = readTrip(Buffer.from(data).toString());
    if (!('trip' in outcome))
      throw new Error(`A record of our own cannot be read: ${JSON.stringify(outcome.problems)}`);
    kept.write(csvRow(outcome.trip));
  }
}

function csvRow(trip: Trip): string {
  return COLUMNS.map((name) => csvCell(String(trip[name] ?? ''))).join(',');
}

function csvCell(text: string): string {
  return /[",]/.test(text) ? `"${text.replaceAll('"', '""')}"` : text;
}
