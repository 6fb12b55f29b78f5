/** A template with both ways and a quarantine, as small as it can be. */
import type { FunctionWiring } from '../../../../local/aws/template/wiring';
import type { TripstreamWiring } from '../../../../local/run/wiring/tripstream-wiring';

const stream = (name: string) => ({
  name,
  arn: `arn:aws:kinesis:us-east-1:000000000000:stream/${name}`,
  mode: 'ON_DEMAND' as const,
  shardCount: 2,
  retentionHours: 24,
});

const fn = (name: string, environment: Readonly<Record<string, string>>): FunctionWiring => ({
  name,
  arn: `arn:aws:lambda:us-east-1:000000000000:function:${name}`,
  assetDirectory: '/nowhere',
  handler: 'index.handler',
  environment,
  timeoutSeconds: 60,
  memoryMiB: 128,
  tracing: false,
});

const mapping = (functionName: string, streamName: string) => ({
  id: `${functionName}-${streamName}`,
  streamName,
  functionName,
  startingPosition: 'TRIM_HORIZON' as const,
  batchSize: 100,
  maximumBatchingWindowSeconds: 1,
  parallelizationFactor: 1,
  bisectBatchOnError: true,
  maximumRetryAttempts: 3,
  maximumRecordAgeSeconds: -1,
  reportBatchItemFailures: true,
  onFailureBucket: `failed-${functionName}`,
});

const delivery = (name: string) => ({
  name,
  arn: `arn:aws:firehose:us-east-1:000000000000:deliverystream/${name}`,
  bucketName: 'store',
  prefix: `${name}/!{timestamp:yyyy}/`,
  errorOutputPrefix: `errors/${name}/!{firehose:error-output-type}/`,
  bufferingSeconds: 60,
  bufferingMiB: 64,
  recordDeaggregation: false,
});

export const wiring: TripstreamWiring = {
  streams: [stream('rides'), stream('totals')],
  functions: [
    fn('sort', { BAD: 'aside', GOOD: 'kept' }),
    fn('write', { WRITER_SECRET_ARN: 'arn:aws:secretsmanager:us-east-1:000000000000:secret:writer' }),
    fn('helper', {}),
  ],
  mappings: [mapping('sort', 'rides'), mapping('write', 'totals')],
  // The quarantine first: the order of a template says nothing.
  deliveryStreams: [
    delivery('aside'),
    { ...delivery('kept'), parquet: { database: 'city', table: 'rides', compression: 'SNAPPY' } },
  ],
  buckets: [{ name: 'store' }],
  tables: [],
  secrets: [],
  streamJobs: [
    {
      name: 'job',
      maskingSecretName: 'key',
      parameters: {
        sourceStream: 'rides',
        statisticsStream: 'totals',
        region: 'us-east-1',
        parallelism: 1,
        checkpointIntervalSeconds: 10,
        checkpointPauseSeconds: 5,
        stateTtlHours: 97,
        totalsEverySeconds: 2,
        maskedShare: 1,
        years: { from: 2009, to: 2035 },
      },
    },
  ],
  customResources: [],
};
