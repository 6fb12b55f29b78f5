/** The command's flags, each stated once: what parses them and what explains them are derived from this table. */

/** A flag of the command line. */
export interface Flag {
  readonly type: 'boolean' | 'string';
  /** What stands for its value in the help; its unit where it has one. */
  readonly value?: string;
  readonly meaning: string;
  /** As the help states it. */
  readonly standard?: string;
}

/** The flags in the groups that the help shows. */
export const FLAG_GROUPS = {
  'What is sent': {
    source: {
      type: 'string',
      value: 'NAME',
      meaning: "Written into each trip's `source`",
      standard: "the file's name",
    },
    'dry-run': { type: 'boolean', meaning: 'Reads, standardises and reports; sends nothing, writes no file' },
    resume: { type: 'boolean', meaning: 'Continues after the last row of which all before it are settled' },
  },
  'Where to': {
    stream: { type: 'string', value: 'NAME', meaning: 'Kinesis data stream', standard: '$TRIPSTREAM_STREAM' },
    region: { type: 'string', value: 'REGION', meaning: 'AWS region', standard: "the AWS SDK's usual sources" },
    endpoint: { type: 'string', value: 'URL', meaning: 'An endpoint other than the region’s own' },
  },
  'How fast': {
    rate: { type: 'string', value: 'N', meaning: 'At most N trips per second' },
    speedup: { type: 'string', value: 'X', meaning: 'Replays by pickup time, X times as fast (1: as it happened)' },
    'max-partitions': {
      type: 'string',
      value: 'N',
      meaning: 'New hour × vendor partitions in a buffering interval; 0: no limit',
      standard: '400 to AWS, else 0',
    },
    'buffering-interval': {
      type: 'string',
      value: 'SECONDS',
      meaning: "The Firehose stream's buffering interval",
      standard: '360',
    },
    concurrency: {
      type: 'string',
      value: 'N',
      meaning: 'PutRecords requests in flight',
      standard: '2 × processor cores',
    },
  },
  'How it travels': {
    'no-aggregation': { type: 'boolean', meaning: 'A Kinesis record for each trip, in place of about 130 in one' },
    linger: {
      type: 'string',
      value: 'MS',
      meaning: 'The longest that a trip waits for others to travel with',
      standard: '200',
    },
    retries: {
      type: 'string',
      value: 'N',
      meaning: 'Times that a record is sent again before it is given up',
      standard: '10',
    },
    'connect-timeout': { type: 'string', value: 'MS', meaning: 'For a connection to be made', standard: '3000' },
    'request-timeout': { type: 'string', value: 'MS', meaning: 'For a request to be answered', standard: '30000' },
    'max-connections': {
      type: 'string',
      value: 'N',
      meaning: 'Open connections, at least --concurrency',
      standard: 'as --concurrency',
    },
  },
  'What is told and kept': {
    out: {
      type: 'string',
      value: 'DIR',
      meaning: 'For rejected rows, dead letters and positions',
      standard: 'produced',
    },
    json: { type: 'boolean', meaning: 'The final report as one JSON object on standard output' },
    help: { type: 'boolean', meaning: 'Shows this text' },
  },
} as const satisfies Readonly<Record<string, Readonly<Record<string, Flag>>>>;

type Group = (typeof FLAG_GROUPS)[keyof typeof FLAG_GROUPS];
type Flags = Group extends infer G ? (G extends unknown ? { [N in keyof G]: G[N] } : never) : never;
type NamesOf<G, T> = G extends unknown ? { [N in keyof G]: G[N] extends { type: T } ? N : never }[keyof G] : never;

export type ValueFlag = NamesOf<Flags, 'string'>;
export type SwitchFlag = NamesOf<Flags, 'boolean'>;

/** All flags by name. */
export const FLAGS: Readonly<Record<string, Flag>> = Object.assign({}, ...Object.values(FLAG_GROUPS));
