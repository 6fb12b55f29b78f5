/** The flags of `npm run produce`. */
import type { FlagTable } from '../common/cli/flags';

export const PRODUCE_FLAGS = {
  'What is sent': {
    source: {
      type: 'string',
      value: 'NAME',
      meaning: "Write NAME into each trip's `source`",
      default: "the file's name",
    },
    'dry-run': { type: 'boolean', meaning: 'Read, standardise and report; send nothing, write no file' },
    resume: { type: 'boolean', meaning: 'Continue after the last row before which all rows are settled' },
  },
  'Where to': {
    stream: { type: 'string', value: 'NAME', meaning: 'Kinesis data stream', default: '$TRIPSTREAM_STREAM' },
    region: { type: 'string', value: 'REGION', meaning: 'AWS region', default: "the AWS SDK's usual sources" },
    endpoint: { type: 'string', value: 'URL', meaning: "An endpoint other than the region's own" },
  },
  'How fast': {
    rate: { type: 'string', value: 'N', meaning: 'At most N trips per second' },
    speedup: { type: 'string', value: 'X', meaning: 'Replay by pickup time, X times as fast (1: as it happened)' },
    'max-partitions': {
      type: 'string',
      value: 'N',
      meaning: 'New hour × vendor partitions in a buffering interval; 0: no limit',
      default: '400 to AWS, else 0',
    },
    'buffering-interval': {
      type: 'string',
      value: 'SECONDS',
      meaning: "The Firehose stream's buffering interval",
      default: '360',
    },
    concurrency: {
      type: 'string',
      value: 'N',
      meaning: 'PutRecords requests in flight',
      default: '2 × processor cores',
    },
  },
  'How it travels': {
    'no-aggregation': { type: 'boolean', meaning: 'Send a Kinesis record for each trip, not one for about 130' },
    linger: {
      type: 'string',
      value: 'MS',
      meaning: 'Longest time that a trip waits for others to travel with',
      default: '200',
    },
    retries: {
      type: 'string',
      value: 'N',
      meaning: 'Times that a record is sent again before it becomes a dead letter',
      default: '10',
    },
    'connect-timeout': { type: 'string', value: 'MS', meaning: 'Limit for connecting', default: '3000' },
    'request-timeout': { type: 'string', value: 'MS', meaning: 'Limit for the answer to a request', default: '30000' },
    'max-connections': {
      type: 'string',
      value: 'N',
      meaning: 'Open connections, at least --concurrency',
      default: 'as --concurrency',
    },
  },
  'What is reported and kept': {
    out: {
      type: 'string',
      value: 'DIR',
      meaning: 'Folder for rejected rows, dead letters and positions',
      default: 'produced',
    },
    json: { type: 'boolean', meaning: 'Write the final report as one JSON object to standard output' },
  },
} as const satisfies FlagTable;
