/** Rows, batches and an OpenSearch in memory for the index function's tests. */

import { Aggregate } from '../../../../common/kpl/encode';
import type { Batch } from '../../../../lambda/index-statistics/plan';
import type { Search } from '../../../../lambda/index-statistics/search';
import type { SearchAnswer } from '../../../../lambda/shared/search-client';
import { record } from '../../../support/batch-record';
import { DocumentStore, type ItemReply } from '../../../support/fake-opensearch';

export { record, sequenceNumber } from '../../../support/batch-record';

export const HOUR = {
  statistic: 'trip-hour',
  document_id: '2016010105',
  generation: 1,
  n: 7,
  hour_at: '2016-01-01T05:00:00Z',
  new_york_date: '2016-01-01',
  new_york_hour: 0,
  new_york_weekday: 5,
  trips: 7,
  duration_s: 5_000,
  passengers: 11,
  distance_thousandths: 12_345,
  arrived_at: '2026-01-02T03:04:05Z',
};

export function rowJson(changes: Readonly<Record<string, unknown>> = {}): string {
  return JSON.stringify({ ...HOUR, ...changes });
}

export function batch(...data: readonly (string | Uint8Array)[]): Batch {
  return data.map(record);
}

export function aggregate(...rows: readonly string[]): Buffer {
  const made = new Aggregate('key', 1_000_000);
  for (const row of rows) if (!made.add(row)) throw new Error('The aggregate is full.');
  return made.finish();
}

/** How to answer a call: with an error, a status, or the status of single items. */
type Reply =
  | Error
  | { readonly status: number; readonly body?: string }
  | ((id: string, position: number) => ItemReply);

/** Writes as OpenSearch does, unless told otherwise for a call. Calls are counted from 1. */
export class FakeSearch implements Search {
  readonly store = new DocumentStore();
  /** Documents of each call. */
  readonly calls: number[] = [];
  readonly timeouts: number[] = [];
  renewals = 0;

  constructor(private readonly reply: (call: number) => Reply | undefined = () => undefined) {}

  async bulk(body: string, timeoutMs: number): Promise<SearchAnswer> {
    this.calls.push(body.split('\n').length >> 1);
    this.timeouts.push(timeoutMs);
    const reply = this.reply(this.calls.length);
    if (reply instanceof Error) throw reply;
    if (typeof reply === 'object') return { body: '{"error":{"type":"some_exception"}}', ...reply };
    return { status: 200, body: JSON.stringify(this.store.bulk(body, reply)) };
  }

  renewCredentials(): void {
    this.renewals += 1;
  }
}

/** A clock that only pauses advance. */
export function clock(ms: number) {
  const pauses: number[] = [];
  const elapsed = () => pauses.reduce((sum, pause) => sum + pause, 0);
  return {
    pauses,
    timeLeft: () => ms - elapsed(),
    now: () => Date.parse('2026-01-02T03:04:08Z') + elapsed(),
    random: () => 1,
    wait: async (pause: number) => {
      pauses.push(pause);
    },
  };
}
