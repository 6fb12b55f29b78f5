/** The Studio application: Flink with a notebook. */
import { RemovalPolicy, Stack } from 'aws-cdk-lib';
import { Database } from 'aws-cdk-lib/aws-glue';
import type { IStream } from 'aws-cdk-lib/aws-kinesis';
import { CfnApplication, CfnApplicationCloudWatchLoggingOption } from 'aws-cdk-lib/aws-kinesisanalyticsv2';
import { LogGroup, LogStream, type RetentionDays } from 'aws-cdk-lib/aws-logs';
import { Construct } from 'constructs';
import type { ApplicationSettings } from '../stages/analytics';
import { StudioRole } from './studio-role';

/**
 * The connector to Kinesis. Studio brings none, but fetches this one, of its own Flink version, by
 * name.
 */
export const CONNECTOR = { groupId: 'org.apache.flink', artifactId: 'flink-sql-connector-kinesis', version: '1.15.4' };

export interface StudioProps {
  readonly settings: ApplicationSettings;
  /** The job reads it. */
  readonly trips: IStream;
  /** The job writes to it. */
  readonly statistics: IStream;
  readonly logRetention: RetentionDays;
  readonly removalPolicy: RemovalPolicy;
}

/**
 * Flink with a notebook, in which the job runs. CloudFormation does not start applications; the
 * runner does.
 */
export class Studio extends Construct {
  readonly application: CfnApplication;

  constructor(scope: Construct, id: string, props: StudioProps) {
    super(scope, id);
    const { settings, trips, statistics, removalPolicy } = props;
    const database = new Database(this, 'Database', {
      // A database of its own: tables that a person creates in the notebook without TEMPORARY stay
      // there, with their options. Destroyed in every stage, because the notebook creates its
      // tables again.
      description: 'Tables of the notebook',
      removalPolicy: RemovalPolicy.DESTROY,
    });
    const logGroup = new LogGroup(this, 'Logs', { retention: props.logRetention, removalPolicy });
    const role = new StudioRole(this, 'Role', { trips, statistics, database, logGroup });

    this.application = new CfnApplication(this, 'Application', {
      applicationDescription: 'Live statistics of trips',
      applicationMode: 'INTERACTIVE',
      // Flink 1.15 and Zeppelin 0.10: the only notebook runtime that can still be created.
      runtimeEnvironment: 'ZEPPELIN-FLINK-3_0',
      serviceExecutionRole: role.roleArn,
      applicationConfiguration: {
        flinkApplicationConfiguration: { parallelismConfiguration: parallelism(settings) },
        zeppelinApplicationConfiguration: {
          monitoringConfiguration: { logLevel: settings.logLevel },
          catalogConfiguration: { glueDataCatalogConfiguration: { databaseArn: database.databaseArn } },
          customArtifactsConfiguration: [{ artifactType: 'DEPENDENCY_JAR', mavenReference: CONNECTOR }],
        },
      },
    });
    this.logTo(new LogStream(this, 'LogStream', { logGroup, removalPolicy }), logGroup);
  }

  private logTo({ logStreamName }: LogStream, { logGroupName }: LogGroup): void {
    new CfnApplicationCloudWatchLoggingOption(this, 'Logging', {
      applicationName: this.application.ref,
      cloudWatchLoggingOption: {
        logStreamArn: Stack.of(this).formatArn({
          service: 'logs',
          resource: `log-group:${logGroupName}:log-stream:${logStreamName}`,
        }),
      },
    });
  }
}

function parallelism(settings: ApplicationSettings) {
  return {
    configurationType: 'CUSTOM',
    parallelism: settings.parallelism,
    parallelismPerKpu: settings.parallelismPerKpu,
    autoScalingEnabled: settings.autoScaling,
  };
}
