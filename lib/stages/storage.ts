/**
 * Settings of the Storage stack (the entry stream and the lake), dev beside prod, with the reasons.
 */
import { Duration } from 'aws-cdk-lib';
import type { LakeYears } from '../../telemetry/bounds';
import type { ByStage } from './common';
import type { StreamSettings } from './function';

export interface StorageSettings {
  /** The entry stream. It must keep records for `period + lateness + longestStop` of `TOTALS`. */
  readonly stream: StreamSettings;
  readonly lake: LakeSettings;
}

export interface LakeSettings {
  /** First and last year, both included. The transform quarantines trips of other years. */
  readonly years: LakeYears;
  /** Age at which `errors/` and the batches that a function gave up are deleted. */
  readonly errorExpiry: Duration;
  /** Age at which `quarantine/` is deleted. */
  readonly quarantineExpiry: Duration;
  /** Age at which `statistics-refused/` (statistics that OpenSearch refused) is deleted. */
  readonly refusedExpiry: Duration;
  readonly accessLogExpiry: Duration;
}

const STREAM: StreamSettings = {
  // 25 + 24 + 23, see TOTALS in analytics.ts. A day's total can be counted again from its first
  // trip, even if its last trip came a day late and the job then stood still for most of another
  // day.
  retention: Duration.hours(72),
};

// The TLC publishes trips from 2009 on. A date beyond 2035 comes from a meter whose clock is wrong.
// Athena does not look into other years: that is why the transform keeps them out of the lake.
const YEARS: LakeYears = { from: 2009, to: 2035 };

export const STORAGE_BY_STAGE: ByStage<StorageSettings> = {
  dev: {
    stream: STREAM,
    lake: {
      years: YEARS,
      // A month to notice a fault and to send the trips again.
      errorExpiry: Duration.days(30),
      quarantineExpiry: Duration.days(30),
      refusedExpiry: Duration.days(30),
      accessLogExpiry: Duration.days(30),
    },
  },
  prod: {
    stream: STREAM,
    lake: {
      years: YEARS,
      // A year, so that a fault found in the yearly figures can still be repaired.
      errorExpiry: Duration.days(365),
      quarantineExpiry: Duration.days(365),
      refusedExpiry: Duration.days(365),
      accessLogExpiry: Duration.days(365),
    },
  },
};
