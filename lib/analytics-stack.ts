/** The Analytics stack: Flink in Studio, the stream of statistics, and the way to OpenSearch. */
import { CfnOutput, Stack, type StackProps } from 'aws-cdk-lib';
import { type IStream, Stream, StreamEncryption, StreamMode } from 'aws-cdk-lib/aws-kinesis';
import type { CfnApplication } from 'aws-cdk-lib/aws-kinesisanalyticsv2';
import type { IKey } from 'aws-cdk-lib/aws-kms';
import type { IBucket } from 'aws-cdk-lib/aws-s3';
import type { ISecret } from 'aws-cdk-lib/aws-secretsmanager';
import type { Construct } from 'constructs';
import { IndexStatistics } from './analytics/index-statistics';
import { MaskingKey } from './analytics/masking-key';
import { StreamJob } from './analytics/stream-job';
import { Studio } from './analytics/studio';
import { StudioDeployment } from './analytics/studio-deployment';
import { StudioRunner } from './analytics/studio-runner';
import { exact } from './exact';
import { FailedBatches } from './function/failed-batches';
import { OUTPUTS } from './names';
import type { StageSettings } from './stages';

export interface AnalyticsStackProps extends StackProps {
  readonly stage: StageSettings;
  readonly trips: IStream;
  /** Keeps the statistics that OpenSearch refuses. */
  readonly lake: IBucket;
  readonly lakeKey: IKey;
  readonly accessLogs: IBucket;
  /** URL of OpenSearch. */
  readonly searchEndpoint: string;
  /** Secret with name and password of the OpenSearch user who may write statistics. */
  readonly writerUser: ISecret;
}

/**
 * From the entry stream to statistics in OpenSearch. Whatever it loses can be counted again from
 * the trips.
 */
export class AnalyticsStack extends Stack {
  readonly statistics: IStream;
  /** Flink with its notebook in Studio. */
  readonly application: CfnApplication;
  /** The parameters that the job is rendered with. */
  readonly job: StreamJob;
  readonly maskingKey: ISecret;
  readonly index: IndexStatistics;
  readonly runner: StudioRunner;

  constructor(scope: Construct, id: string, { stage, trips, ...props }: AnalyticsStackProps) {
    const { lake, lakeKey, accessLogs, searchEndpoint, writerUser, ...stackProps } = props;
    super(scope, id, stackProps);
    const { analytics: settings, storage, removalPolicy, logRetention } = stage;

    this.statistics = new Stream(this, 'Statistics', {
      streamMode: StreamMode.ON_DEMAND,
      // The key that AWS manages, as for the entry stream and for the same reasons.
      encryption: StreamEncryption.MANAGED,
      retentionPeriod: settings.stream.retention,
      removalPolicy,
    });
    const studio = new Studio(this, 'Studio', {
      settings: settings.application,
      trips,
      statistics: this.statistics,
      logRetention,
      removalPolicy,
    });
    this.application = studio.application;
    this.maskingKey = exact<ISecret>(new MaskingKey(this, 'MaskingKey', { removalPolicy }));
    this.job = new StreamJob(this, 'JobParameters', {
      settings: settings.job,
      // Flink keeps a total that began with the stream's oldest trip until the period is over.
      stateTtl: storage.stream.retention.plus(settings.totals.period),
      years: storage.lake.years,
      trips,
      statistics: this.statistics,
      maskingKey: this.maskingKey,
    });
    this.index = this.addIndex({ stage, trips, ...props });
    this.runner = new StudioRunner(this, 'Runner', {
      settings: settings.runner,
      application: this.application,
      job: this.job,
      maskingKey: this.maskingKey,
      lake,
      lakeKey,
      logRetention,
      removalPolicy,
    });
    new StudioDeployment(this, 'Deployment', {
      settings: settings.runner,
      runner: this.runner,
      needs: [studio, this.maskingKey],
      logRetention,
      removalPolicy,
    });
    this.addOutputs();
  }

  private addIndex({ stage, lake, lakeKey, accessLogs, ...props }: AnalyticsStackProps): IndexStatistics {
    const { analytics: settings, storage, removalPolicy, logRetention } = stage;
    const failedBatches = new FailedBatches(this, 'FailedStatistics', {
      key: lakeKey,
      accessLogs,
      expiry: storage.lake.errorExpiry,
      removalPolicy,
    });
    return new IndexStatistics(this, 'Index', {
      settings: settings.index,
      mapping: settings.mapping,
      statistics: this.statistics,
      searchEndpoint: props.searchEndpoint,
      writerUser: props.writerUser,
      lake,
      lakeKey,
      failedBatches,
      logRetention,
      removalPolicy,
    });
  }

  private addOutputs(): void {
    new CfnOutput(this, OUTPUTS.studio, {
      value: this.application.ref,
      description: 'The application of the notebook',
    });
    const { functionName, live } = this.runner.function;
    new CfnOutput(this, OUTPUTS.studioRunner, {
      value: `${functionName}:${live.aliasName}`,
      description: 'Starts and stops it: npm run studio',
    });
    new CfnOutput(this, OUTPUTS.jobParameters, {
      value: this.job.parameterName,
      description: 'What its job is made of',
    });
  }
}
