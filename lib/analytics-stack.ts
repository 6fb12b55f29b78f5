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
  /** Name and password of OpenSearch's user who may write statistics. */
  readonly writerUser: ISecret;
}

/** From the stream of trips to live statistics in OpenSearch. What it holds can be counted again from the trips. */
export class AnalyticsStack extends Stack {
  readonly statistics: IStream;
  /** Flink with its notebook. */
  readonly application: CfnApplication;
  /** What the job is rendered with. */
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
      // As the stream of trips, for the same reasons.
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
      // A total begun with the oldest trip in the stream is not forgotten before its period is over.
      stateTtl: storage.stream.retention.plus(settings.totals.period),
      years: stage.storage.lake.years,
      trips,
      statistics: this.statistics,
      maskingKey: this.maskingKey,
    });
    const failedBatches = new FailedBatches(this, 'FailedStatistics', {
      key: lakeKey,
      accessLogs,
      expiry: stage.storage.lake.errorExpiry,
      removalPolicy,
    });
    this.index = new IndexStatistics(this, 'Index', {
      settings: settings.index,
      mapping: settings.mapping,
      statistics: this.statistics,
      searchEndpoint,
      writerUser,
      lake,
      lakeKey,
      failedBatches,
      logRetention,
      removalPolicy,
    });
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
