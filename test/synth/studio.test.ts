/** The Studio application and its role. */
import { type Loose, only, permissionsOf, type SynthesisedStage, synthesiseStage } from './app';

describe.each(['dev', 'prod'])('the Studio application of %s', (name) => {
  let app: SynthesisedStage;
  beforeAll(() => {
    app = synthesiseStage(name);
  });

  const application = () => only(app.analytics, 'AWS::KinesisAnalyticsV2::Application') as Loose;
  const statistics = () => Object.keys(app.analytics.findResources('AWS::Kinesis::Stream'))[0] ?? '';

  it('is a notebook with the Kinesis connector that its Flink takes', () => {
    const { ZeppelinApplicationConfiguration, ...others } = application().ApplicationConfiguration;
    expect(application()).toMatchObject({ ApplicationMode: 'INTERACTIVE', RuntimeEnvironment: 'ZEPPELIN-FLINK-3_0' });
    expect(ZeppelinApplicationConfiguration.CustomArtifactsConfiguration).toEqual([
      {
        ArtifactType: 'DEPENDENCY_JAR',
        MavenReference: {
          GroupId: 'org.apache.flink',
          ArtifactId: 'flink-sql-connector-kinesis',
          Version: '1.15.4',
        },
      },
    ]);
    // The service refuses, or may refuse, snapshots, rollback and checkpoints for a notebook.
    expect(Object.keys(others)).toEqual(['FlinkApplicationConfiguration']);
    expect(Object.keys(others.FlinkApplicationConfiguration)).toEqual(['ParallelismConfiguration']);
  });

  it('has a slot for the job and one to spare, on whole KPUs, and is never restarted by a scaling', () => {
    const { ParallelismConfiguration } = application().ApplicationConfiguration.FlinkApplicationConfiguration;
    const { parallelism, parallelismPerKpu } = app.stage.analytics.application;
    expect(ParallelismConfiguration).toEqual({
      ConfigurationType: 'CUSTOM',
      Parallelism: parallelism,
      ParallelismPerKPU: parallelismPerKpu,
      AutoScalingEnabled: false,
    });
    expect(parallelism).toBeGreaterThan(app.stage.analytics.job.parallelism);
    expect(parallelism % parallelismPerKpu).toBe(0);
    expect(parallelismPerKpu).toBeLessThanOrEqual(8);
  });

  it('gives the notebook an empty database of its own, which leaves with it', () => {
    const [[database, { DeletionPolicy }] = ['', {} as Loose], ...more] = Object.entries<Loose>(
      app.analytics.findResources('AWS::Glue::Database'),
    );
    expect([more, DeletionPolicy]).toEqual([[], 'Delete']);
    app.analytics.resourceCountIs('AWS::Glue::Table', 0);
    const { ZeppelinApplicationConfiguration } = application().ApplicationConfiguration;
    expect(JSON.stringify(ZeppelinApplicationConfiguration.CatalogConfiguration)).toContain(
      `":database/",{"Ref":"${database}"}`,
    );
  });

  it('logs as the stage says to a stream of its own', () => {
    const { CloudWatchLoggingOption } = only(
      app.analytics,
      'AWS::KinesisAnalyticsV2::ApplicationCloudWatchLoggingOption',
    ) as Loose;
    const [[stream, { Properties }] = ['', {} as Loose]] = Object.entries<Loose>(
      app.analytics.findResources('AWS::Logs::LogStream'),
    );
    expect(JSON.stringify(CloudWatchLoggingOption.LogStreamARN)).toContain(
      `":log-group:",${JSON.stringify(Properties.LogGroupName)},":log-stream:",{"Ref":"${stream}"}`,
    );
    expect(application().ApplicationConfiguration.ZeppelinApplicationConfiguration.MonitoringConfiguration).toEqual({
      LogLevel: app.stage.analytics.application.logLevel,
    });
  });

  it('lets the job read one stream and write the other, for this account only', () => {
    const [role] = application().ServiceExecutionRole['Fn::GetAtt'];
    const permissions = permissionsOf(app.analytics, role);
    const onKinesis = Object.entries(permissions).filter(([action]) => action.startsWith('kinesis:'));
    const trips = { 'Fn::ImportValue': expect.stringMatching(/Storage:ExportsOutputFnGetAttTrips\w+Arn/) };
    expect(Object.fromEntries(onKinesis)).toEqual({
      'kinesis:DescribeStream': trips,
      'kinesis:DescribeStreamSummary': trips,
      'kinesis:GetRecords': trips,
      'kinesis:GetShardIterator': trips,
      'kinesis:ListShards': trips,
      'kinesis:PutRecords': { 'Fn::GetAtt': [statistics(), 'Arn'] },
    });
    expect(new Set(Object.keys(permissions).map((action) => action.split(':')[0]))).toEqual(
      new Set(['kinesis', 'glue', 'logs']),
    );
    const trust = app.analytics.findResources('AWS::IAM::Role')[role]?.Properties.AssumeRolePolicyDocument;
    expect(trust.Statement).toEqual([
      expect.objectContaining({
        Principal: { Service: 'kinesisanalytics.amazonaws.com' },
        Condition: { StringEquals: { 'aws:SourceAccount': { Ref: 'AWS::AccountId' } } },
      }),
    ]);
  });
});
