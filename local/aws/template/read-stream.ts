/** Reads an `AWS::Kinesis::Stream`. Defaults are CloudFormation's. */
import type { Resource } from './resources';
import type { StreamWiring } from './wiring';

/** An on-demand stream starts with four shards in the cloud too. */
const ON_DEMAND_SHARDS = 4;

/** Reads a stream. None is passed over. */
export function readStream({ name, arn, properties }: Resource): StreamWiring {
  const mode = properties.textOr('StreamModeDetails.StreamMode', 'PROVISIONED');
  const shape =
    mode === 'ON_DEMAND'
      ? ({ mode, shardCount: ON_DEMAND_SHARDS } as const)
      : ({ mode: 'PROVISIONED', shardCount: properties.numberOr('ShardCount', 1) } as const);
  return { name, arn, ...shape, retentionHours: properties.numberOr('RetentionPeriodHours', 24) };
}
