/** The function that keeps the job in Studio running, its permissions and its schedule. */
import { type RemovalPolicy, Stack } from 'aws-cdk-lib';
import { Rule, RuleTargetInput, Schedule } from 'aws-cdk-lib/aws-events';
import { LambdaFunction } from 'aws-cdk-lib/aws-events-targets';
import { PolicyStatement } from 'aws-cdk-lib/aws-iam';
import type { CfnApplication } from 'aws-cdk-lib/aws-kinesisanalyticsv2';
import type { IKey } from 'aws-cdk-lib/aws-kms';
import type { IFunction } from 'aws-cdk-lib/aws-lambda';
import type { RetentionDays } from 'aws-cdk-lib/aws-logs';
import type { IBucket } from 'aws-cdk-lib/aws-s3';
import type { ISecret } from 'aws-cdk-lib/aws-secretsmanager';
import { Construct } from 'constructs';
import type { RunnerEvent } from '../../lambda/studio-runner/contract';
import { exact } from '../exact';
import { BundledFunction } from '../function/bundled-function';
import type { RunnerSettings } from '../stages/analytics';
import { useBucketKey } from '../storage/bucket-key';
import { PREFIXES } from '../storage/prefixes';
import type { StreamJob } from './stream-job';

export interface StudioRunnerProps {
  readonly settings: RunnerSettings;
  readonly application: CfnApplication;
  readonly job: StreamJob;
  readonly maskingKey: ISecret;
  /** Keeps the runner's lease and status, under a prefix of their own. */
  readonly lake: IBucket;
  readonly lakeKey: IKey;
  readonly logRetention: RetentionDays;
  readonly removalPolicy: RemovalPolicy;
}

/**
 * Keeps the job running while the application runs: it looks every few minutes, and whenever it is
 * invoked.
 */
export class StudioRunner extends Construct {
  readonly function: BundledFunction;

  constructor(scope: Construct, id: string, props: StudioRunnerProps) {
    super(scope, id);
    const { settings, application, job, maskingKey, lake } = props;
    this.function = new BundledFunction(this, 'StudioRunner', {
      folder: 'studio-runner',
      description: "Starts Studio's job and keeps it running",
      ...settings.function,
      environment: {
        APPLICATION_NAME: application.ref,
        JOB_PARAMETERS: job.json,
        MASKING_SECRET_ARN: maskingKey.secretArn,
        STATE_BUCKET: lake.bucketName,
        STATE_PREFIX: PREFIXES.studio,
      },
      logRetention: props.logRetention,
      removalPolicy: props.removalPolicy,
    });
    for (const statement of this.statements(props)) this.function.addToRolePolicy(statement);
    // Callers ask again, and so does the schedule. A retry by Lambda would only get in between.
    this.function.live.configureAsyncInvoke({ retryAttempts: 0, maxEventAge: settings.every });
    new Rule(this, 'Schedule', {
      description: "Has Studio's job looked after",
      schedule: Schedule.rate(settings.every),
      targets: [
        new LambdaFunction(exact<IFunction>(this.function.live), {
          event: RuleTargetInput.fromObject({ action: 'reconcile' } satisfies RunnerEvent),
          retryAttempts: 0,
          maxEventAge: settings.every,
        }),
      ],
    });
  }

  private statements({ application, maskingKey, lake, lakeKey }: StudioRunnerProps): readonly PolicyStatement[] {
    const arn = Stack.of(this).formatArn({
      service: 'kinesisanalytics',
      resource: 'application',
      resourceName: application.ref,
    });
    return [
      new PolicyStatement({
        actions: [
          'kinesisanalytics:CreateApplicationPresignedUrl',
          'kinesisanalytics:DescribeApplication',
          'kinesisanalytics:StartApplication',
          'kinesisanalytics:StopApplication',
        ],
        resources: [arn],
      }),
      new PolicyStatement({ actions: ['secretsmanager:GetSecretValue'], resources: [maskingKey.secretArn] }),
      new PolicyStatement({
        actions: ['s3:GetObject', 's3:PutObject'],
        resources: [lake.arnForObjects(`${PREFIXES.studio}*`)],
      }),
      // Without it, S3 answers "forbidden" for an object that does not exist yet.
      new PolicyStatement({ actions: ['s3:ListBucket'], resources: [lake.bucketArn] }),
      useBucketKey(this, lakeKey, 'kms:Decrypt', 'kms:GenerateDataKey'),
    ];
  }
}
