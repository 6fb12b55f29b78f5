/** One run at a time: a lease in S3, taken and given back by conditional writes, that ends by itself if its holder dies. */
import { randomUUID } from 'node:crypto';
import type { StateObjects } from './state-store';

const NAME = 'lease.json';

interface LeaseObject {
  readonly holder: string;
  /** ISO 8601. */
  readonly until: string;
}

export interface LeaseTime {
  readonly now: () => number;
  /** Longer than its holder can live. */
  readonly forMs: number;
}

/** @returns what the work returns, undefined when somebody else is at work */
export async function underLease<T>(
  objects: StateObjects,
  time: LeaseTime,
  work: () => Promise<T>,
): Promise<T | undefined> {
  const holder = randomUUID();
  const etag = await take(objects, holder, time);
  if (etag === undefined) return undefined;
  try {
    return await work();
  } finally {
    // Not deleted: that would take another permission. Whoever took it over meanwhile keeps it.
    await objects.write(NAME, written(holder, 0), { IfMatch: etag });
  }
}

/** True while somebody is at work. */
export async function isHeld(objects: StateObjects, now: number): Promise<boolean> {
  const found = await objects.read(NAME);
  return found !== undefined && endOf(found.text) > now;
}

async function take(objects: StateObjects, holder: string, { now, forMs }: LeaseTime): Promise<string | undefined> {
  const found = await objects.read(NAME);
  if (found !== undefined && endOf(found.text) > now()) return undefined;
  const condition = found === undefined ? ({ IfNoneMatch: '*' } as const) : { IfMatch: found.etag };
  return objects.write(NAME, written(holder, now() + forMs), condition);
}

function written(holder: string, until: number): string {
  const lease: LeaseObject = { holder, until: new Date(until).toISOString() };
  return JSON.stringify(lease);
}

/** Milliseconds since 1970; of what is no lease, the beginning. */
function endOf(text: string): number {
  try {
    const { until } = JSON.parse(text) as LeaseObject;
    return Date.parse(until) || 0;
  } catch {
    return 0;
  }
}
