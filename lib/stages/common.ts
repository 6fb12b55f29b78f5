/** Settings that every stack of a stage shares. */
import { RemovalPolicy } from 'aws-cdk-lib';
import { RetentionDays } from 'aws-cdk-lib/aws-logs';
import type { StageName } from '../names';

/**
 * One kind of settings for both stages. In each file of this folder, constants above the record
 * hold what the stages share; the record holds every difference, dev beside prod.
 */
export type ByStage<Settings> = Readonly<Record<StageName, Settings>>;

export interface CommonSettings {
  /**
   * What CloudFormation does with streams, buckets and keys when their stack is deleted. Buckets
   * that are to be destroyed are emptied first.
   */
  readonly removalPolicy: RemovalPolicy;
  /** True where `cdk destroy` must not be able to delete the stacks that hold state. */
  readonly terminationProtection: boolean;
  /** How long the logs of the functions, Firehose, Studio and OpenSearch are kept. */
  readonly logRetention: RetentionDays;
}

export const COMMON_BY_STAGE: ByStage<CommonSettings> = {
  // Small and easy to destroy: nothing is left that costs money.
  dev: {
    removalPolicy: RemovalPolicy.DESTROY,
    terminationProtection: false,
    logRetention: RetentionDays.ONE_WEEK,
  },
  // Retained: the data outlives its stacks.
  prod: {
    removalPolicy: RemovalPolicy.RETAIN,
    terminationProtection: true,
    logRetention: RetentionDays.THREE_MONTHS,
  },
};
