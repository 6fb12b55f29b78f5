/** Mutations of the streams, the notebook and its job. */
import type { BrokenApp } from './broken-app';
import { type Mutation, missing, property, ungranted } from './mutation';

const STREAM = 'AWS::Kinesis::Stream';
const STUDIO = 'AWS::KinesisAnalyticsV2::Application';
const LOGGING = 'AWS::KinesisAnalyticsV2::ApplicationCloudWatchLoggingOption';
const FLINK = 'ApplicationConfiguration/FlinkApplicationConfiguration';
const ZEPPELIN = 'ApplicationConfiguration/ZeppelinApplicationConfiguration';
const CONNECTOR = `${ZEPPELIN}/CustomArtifactsConfiguration/0/MavenReference`;

/** Changes a number among the job's parameters, which are JSON around references. */
const jobParameter = (name: string, parameter: string, value: number): Mutation => ({
  name,
  apply: (app: BrokenApp) => {
    const job = app.the('AWS::SSM::Parameter', 'JobParameters');
    const parts: unknown[] = job.get('Value/Fn::Join/1');
    const broken = parts.map((part) =>
      typeof part === 'string' ? part.replace(new RegExp(`("${parameter}":)\\d+`), `$1${value}`) : part,
    );
    job.set('Value/Fn::Join/1', broken);
  },
});

export const ANALYTICS_MUTATIONS: readonly Mutation[] = [
  property('Stream: keeps 12 h', STREAM, 'Trips', 'RetentionPeriodHours', 12),
  property('Stream: keeps 10,000 h', STREAM, 'Trips', 'RetentionPeriodHours', 10_000),
  property('Stream: keeps records too short to count a total again', STREAM, 'Trips', 'RetentionPeriodHours', 48),
  property('Stream: on demand, but with shards', STREAM, 'Trips', 'ShardCount', 4),
  missing('Stream: not encrypted', STREAM, 'Trips', 'StreamEncryption'),
  jobParameter('Job: forgets totals that are still counted', 'stateTtlHours', 24),
  jobParameter('Job: needs more slots than there are', 'parallelism', 16),
  property('Studio: a runtime that can no longer be created', STUDIO, '', 'RuntimeEnvironment', 'ZEPPELIN-FLINK-2_0'),
  property('Studio: streaming mode with the runtime of a notebook', STUDIO, '', 'ApplicationMode', 'STREAMING'),
  property('Studio: an unknown connector', STUDIO, '', CONNECTOR, {
    GroupId: 'org.apache.flink',
    ArtifactId: 'flink-sql-connector-elasticsearch7',
    Version: '1.15.4',
  }),
  property('Studio: a connector of another Flink', STUDIO, '', `${CONNECTOR}/Version`, '1.19.1'),
  property('Studio: snapshots', STUDIO, '', 'ApplicationConfiguration/ApplicationSnapshotConfiguration', {
    SnapshotsEnabled: true,
  }),
  property('Studio: rollback', STUDIO, '', 'ApplicationConfiguration/ApplicationSystemRollbackConfiguration', {
    RollbackEnabled: true,
  }),
  property('Studio: checkpoints in the template', STUDIO, '', `${FLINK}/CheckpointConfiguration`, {
    ConfigurationType: 'CUSTOM',
    CheckpointingEnabled: true,
    CheckpointInterval: 10_000,
  }),
  property(
    'Studio: default parallelism, but a number',
    STUDIO,
    '',
    `${FLINK}/ParallelismConfiguration/ConfigurationType`,
    'DEFAULT',
  ),
  property('Studio: 9 slots on a KPU', STUDIO, '', `${FLINK}/ParallelismConfiguration/ParallelismPerKPU`, 9),
  property('Studio: a KPU that is not filled', STUDIO, '', `${FLINK}/ParallelismConfiguration/Parallelism`, 6),
  missing('Studio: no Glue database', STUDIO, '', `${ZEPPELIN}/CatalogConfiguration`),
  { name: 'Studio: logs nowhere', apply: (app) => app.the(LOGGING).remove() },
  {
    name: 'Studio: logs to a group instead of a stream',
    apply: (app) =>
      app.the(LOGGING).set('CloudWatchLoggingOption/LogStreamARN', {
        'Fn::GetAtt': [app.the('AWS::Logs::LogGroup', 'StudioLogs').id, 'Arn'],
      }),
  },
  ungranted('Studio: may not read the trips', 'AWS::IAM::Role', 'StudioRole', 'kinesis:GetRecords'),
  ungranted('Studio: may not write statistics', 'AWS::IAM::Role', 'StudioRole', 'kinesis:PutRecords'),
];
