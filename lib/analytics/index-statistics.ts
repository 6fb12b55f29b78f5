/** The function that writes statistics to OpenSearch, with its permissions and its mapping. */
import type { RemovalPolicy } from 'aws-cdk-lib';
import { PolicyStatement } from 'aws-cdk-lib/aws-iam';
import type { IStream } from 'aws-cdk-lib/aws-kinesis';
import type { IKey } from 'aws-cdk-lib/aws-kms';
import type { RetentionDays } from 'aws-cdk-lib/aws-logs';
import type { IBucket } from 'aws-cdk-lib/aws-s3';
import type { ISecret } from 'aws-cdk-lib/aws-secretsmanager';
import { Construct } from 'constructs';
import { BundledFunction } from '../function/bundled-function';
import type { FailedBatches } from '../function/failed-batches';
import type { FunctionSettings, MappingSettings } from '../stages/function';
import { useBucketKey } from '../storage/bucket-key';
import { PREFIXES } from '../storage/prefixes';

export interface IndexStatisticsProps {
  readonly settings: FunctionSettings;
  readonly mapping: MappingSettings;
  readonly statistics: IStream;
  /** URL of OpenSearch. */
  readonly searchEndpoint: string;
  readonly writerUser: ISecret;
  /** Keeps the statistics that OpenSearch refuses, under a prefix of their own. */
  readonly lake: IBucket;
  readonly lakeKey: IKey;
  readonly failedBatches: FailedBatches;
  readonly logRetention: RetentionDays;
  readonly removalPolicy: RemovalPolicy;
}

/**
 * Writes each total of the stream of statistics to its document in OpenSearch. Keeps refused
 * documents with the reason.
 */
export class IndexStatistics extends Construct {
  readonly function: BundledFunction;
  readonly mappingId: string;

  constructor(scope: Construct, id: string, props: IndexStatisticsProps) {
    super(scope, id);
    const { settings, lake, lakeKey, writerUser } = props;
    this.function = new BundledFunction(this, 'IndexStatistics', {
      folder: 'index-statistics',
      description: 'Writes statistics to OpenSearch',
      ...settings,
      environment: {
        SEARCH_ENDPOINT: props.searchEndpoint,
        WRITER_SECRET_ARN: writerUser.secretArn,
        REFUSED_BUCKET: lake.bucketName,
        REFUSED_PREFIX: PREFIXES.refused,
      },
      logRetention: props.logRetention,
      removalPolicy: props.removalPolicy,
    });
    const statements = [
      new PolicyStatement({ actions: ['secretsmanager:GetSecretValue'], resources: [writerUser.secretArn] }),
      new PolicyStatement({ actions: ['s3:PutObject'], resources: [lake.arnForObjects(`${PREFIXES.refused}*`)] }),
      useBucketKey(this, lakeKey, 'kms:GenerateDataKey'),
    ];
    for (const statement of statements) this.function.addToRolePolicy(statement);
    this.mappingId = this.function.readStream(props.statistics, props.mapping, props.failedBatches);
  }
}
