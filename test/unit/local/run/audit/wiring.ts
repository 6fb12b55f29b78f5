/** The lake half of a template: one function, a delivery to the lake, and one to the quarantine. */
import type { Wiring } from '../../../../../local/aws/template/wiring';

const DELIVERY = {
  arn: '',
  bucketName: 'lake',
  bufferingSeconds: 60,
  bufferingMiB: 64,
  recordDeaggregation: true,
} as const;

export const WIRING: Wiring = {
  streams: [],
  functions: [
    {
      name: 'transform',
      arn: '',
      assetDirectory: '',
      handler: 'index.handler',
      environment: { TRIPS_DELIVERY_STREAM: 'trips' },
      timeoutSeconds: 60,
      memoryMiB: 512,
      tracing: true,
    },
  ],
  secrets: [],
  customResources: [],
  buckets: [{ name: 'lake' }, { name: 'failures' }],
  mappings: [
    {
      id: 'm',
      streamName: 'trips',
      functionName: 'transform',
      startingPosition: 'TRIM_HORIZON',
      batchSize: 100,
      maximumBatchingWindowSeconds: 1,
      parallelizationFactor: 1,
      bisectBatchOnError: true,
      maximumRetryAttempts: 1,
      maximumRecordAgeSeconds: 60,
      reportBatchItemFailures: true,
      onFailureBucket: 'failures',
    },
  ],
  deliveryStreams: [
    {
      ...DELIVERY,
      name: 'trips',
      prefix: 'trips/year=!{partitionKeyFromQuery:year}/',
      errorOutputPrefix: 'errors/trips/!{firehose:error-output-type}/',
      parquet: { database: 'db', table: 'trips', compression: 'SNAPPY' },
    },
    {
      ...DELIVERY,
      name: 'quarantine',
      prefix: 'quarantine/!{timestamp:yyyy}/',
      errorOutputPrefix: 'errors/quarantine/!{firehose:error-output-type}/',
    },
  ],
  tables: [
    {
      database: 'db',
      name: 'trips',
      columns: [
        { name: 'trip_id', type: 'string' },
        { name: 'duration_s', type: 'int' },
        { name: 'passenger_count', type: 'int' },
        { name: 'ingested_at', type: 'timestamp' },
      ],
      partitionKeys: [{ name: 'year', type: 'int' }],
      bucketName: 'lake',
      locationPrefix: 'trips/',
      parameters: {},
    },
  ],
};
