/** The flags of `npm start`. */
import type { FlagTable } from '../../common/cli/flags';

/**
 * Trips a second of the sample through both halves: as many as a cold Flink computes in one
 * subtask. A higher rate makes a backlog and finishes no sooner.
 */
export const SAMPLE_RATE = 1_500;

export const START_FLAGS = {
  'What runs': {
    'lake-only': { type: 'boolean', meaning: 'Run the lake half alone, without Flink and OpenSearch' },
    stage: { type: 'string', value: 'NAME', meaning: 'Stage whose template is run', default: 'dev' },
    assembly: {
      type: 'string',
      value: 'DIR',
      meaning: 'Run this synthesised cloud assembly instead of synthesising one',
    },
    faults: {
      type: 'string',
      value: 'LIST',
      meaning: 'What goes wrong on purpose, as shares: throttled=0.1,internalFailure=0.05,reset=0.02,latencyMs=50',
    },
    'no-jump': {
      type: 'boolean',
      meaning: "Wait out the buffering intervals in real time, and keep Firehose's limit of 500 partitions",
    },
    'no-limits': { type: 'boolean', meaning: 'Let the shards take and give more than Kinesis would' },
  },
  'How trips are sent': {
    rate: {
      type: 'string',
      value: 'N',
      meaning: 'Trips a second',
      default: `no limit; ${SAMPLE_RATE} for the sample through both halves`,
    },
    speedup: { type: 'string', value: 'X', meaning: 'Replay by pickup time, X times as fast as it happened' },
    'no-aggregation': { type: 'boolean', meaning: 'Send a Kinesis record for each trip, to compare' },
  },
  'The board': {
    open: { type: 'boolean', meaning: "Open the board in this desktop's browser" },
    'board-port': { type: 'string', value: 'N', meaning: "The board's port on 127.0.0.1", default: 'a free one' },
    'no-board': { type: 'boolean', meaning: 'Run without the board' },
  },
  'What is kept': {
    report: { type: 'string', value: 'FILE', meaning: 'Write the audit as JSON' },
    exit: { type: 'boolean', meaning: 'Exit after the audit, as without a terminal' },
    keep: { type: 'boolean', meaning: 'Keep what an earlier run left in the state folder, which is emptied otherwise' },
    state: {
      type: 'string',
      value: 'DIR',
      meaning: 'State folder, for everything that a run leaves behind',
      default: '.tripstream',
    },
  },
} as const satisfies FlagTable;
