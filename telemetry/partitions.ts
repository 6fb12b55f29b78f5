/** States how the lake is partitioned: by the pickup's UTC hour and the vendor, in Hive folders. */

import type { LakeYears } from './bounds';
import { type Trip, VENDOR_IDS } from './catalogue';

/**
 * A partition key of the lake, the jq expression with which Firehose finds it, and the values that
 * Athena projects.
 */
export interface PartitionKey {
  readonly name: string;
  /** Glue type. */
  readonly type: 'int' | 'string';
  readonly meaning: string;
  /** jq 1.6 over the trip's JSON; field access and slices only. */
  readonly jq: string;
  readonly projection:
    | { readonly kind: 'integer'; readonly from: number; readonly to: number; readonly digits: number }
    | { readonly kind: 'values'; readonly values: readonly string[] };
}

const digits = (name: string, meaning: string, jq: string, from: number, to: number, width: number): PartitionKey => ({
  name,
  type: 'int',
  meaning,
  jq,
  projection: { kind: 'integer', from, to, digits: width },
});

/**
 * The partition keys in the order of their folders.
 * @param years that queries of the lake can see
 */
export function partitionKeys(years: LakeYears): readonly PartitionKey[] {
  return [
    digits('year', 'UTC year of the pickup', '.pickup_at[0:4]', years.from, years.to, 4),
    digits('month', 'UTC month of the pickup', '.pickup_at[5:7]', 1, 12, 2),
    digits('day', 'UTC day of the pickup', '.pickup_at[8:10]', 1, 31, 2),
    digits('hour', 'UTC hour of the pickup', '.pickup_at[11:13]', 0, 23, 2),
    {
      name: 'vendor_id',
      type: 'string',
      meaning: 'Provider of the taxi meter',
      jq: '.vendor_id',
      projection: { kind: 'values', values: VENDOR_IDS },
    },
  ];
}

/** @returns a text that is the same for trips of one partition: the pickup's hour and the vendor */
export function partitionOf({ pickup_at, vendor_id }: Trip): string {
  return `${pickup_at.slice(0, 13)}/${vendor_id ?? ''}`;
}
