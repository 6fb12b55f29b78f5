/** Trips, Kinesis records and a Firehose for the transform's tests. */

import { Aggregate } from '../../../../common/kpl/encode';
import type { Firehose } from '../../../../lambda/transform/deliver';
import type { PackedRecord } from '../../../../lambda/transform/pack';
import type { Batch, Rules } from '../../../../lambda/transform/transform-batch';
import type { Trip } from '../../../../telemetry/catalogue';
import { record } from '../../../support/batch-record';

export { record, sequenceNumber } from '../../../support/batch-record';

export const RULES: Rules = {
  ingestedAt: '2026-01-02T03:04:05.678Z',
  years: { from: 2009, to: 2030 },
  documentsPerRecord: 500,
};

export const TRIP: Trip = {
  trip_id: 'id0000001',
  vendor_id: '2',
  pickup_at: '2016-01-01T05:00:00Z',
  dropoff_at: '2016-01-01T05:14:00Z',
  passenger_count: 5,
  pickup_longitude: -73.981743,
  pickup_latitude: 40.719158,
  dropoff_longitude: -73.938828,
  dropoff_latitude: 40.829182,
  store_and_forward: false,
  distance_miles: 7.928829612,
  duration_s: 840,
};

export function tripJson(changes: Readonly<Record<string, unknown>> = {}): string {
  return JSON.stringify({ ...TRIP, ...changes });
}

export function batch(...data: readonly (string | Uint8Array)[]): Batch {
  return { stream: 'trips', records: data.map(record) };
}

export function aggregate(...documents: readonly string[]): Buffer {
  const made = new Aggregate('key', 1_000_000);
  for (const document of documents) if (!made.add(document)) throw new Error('The aggregate is full.');
  return made.finish();
}

/** Reads all documents of Firehose records; fails for a record that does not end with a newline. */
// biome-ignore lint/suspicious/noExplicitAny: what JSON.parse returns, for matchers.
export function documents(records: readonly Pick<PackedRecord, 'data'>[]): any[] {
  return records.flatMap(({ data }) => {
    const lines = Buffer.from(data).toString().split('\n');
    expect(lines.pop()).toBe('');
    return lines.map((line) => JSON.parse(line));
  });
}

type Reply = readonly (string | undefined)[] | Error;

/** Answers each call as told, and keeps what it accepted. */
export class FakeFirehose implements Firehose {
  readonly calls: { readonly stream: string; readonly sizes: readonly number[]; readonly timeoutMs: number }[] = [];
  readonly taken: { readonly stream: string; readonly data: Uint8Array }[] = [];
  inFlight = 0;
  mostInFlight = 0;

  constructor(private readonly reply: (stream: string, count: number, call: number) => Reply = () => []) {}

  async put(
    stream: string,
    records: readonly Uint8Array[],
    timeoutMs: number,
  ): Promise<readonly (string | undefined)[]> {
    this.calls.push({ stream, sizes: records.map(({ length }) => length), timeoutMs });
    const reply = this.reply(stream, records.length, this.calls.length);
    this.inFlight += 1;
    this.mostInFlight = Math.max(this.mostInFlight, this.inFlight);
    await new Promise(setImmediate);
    this.inFlight -= 1;
    if (reply instanceof Error) throw reply;
    for (const [index, data] of records.entries()) if (reply[index] === undefined) this.taken.push({ stream, data });
    return reply;
  }

  isRetryable(error: unknown): boolean {
    return (error as Error).name !== 'Refused';
  }
}

export function refusal(): Error {
  return Object.assign(new Error('No such stream'), { name: 'Refused' });
}
