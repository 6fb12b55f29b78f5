/** Job parameters for the tests of the SQL. */
import type { JobParameters } from '../../../flink-sql/parameters';

/** Parameters that a stage could have. The recorded SHA-256 of the job depends on them. */
export const PARAMETERS: JobParameters = {
  sourceStream: 'trips',
  statisticsStream: 'statistics',
  region: 'us-east-1',
  parallelism: 4,
  checkpointIntervalSeconds: 60,
  checkpointPauseSeconds: 30,
  stateTtlHours: 96,
  totalsEverySeconds: 2,
  maskedShare: 0.1,
  years: { from: 2009, to: 2035 },
};

export const MASKING_KEY = '0123456789abcdefghijABCDEFGHIJ0123';
