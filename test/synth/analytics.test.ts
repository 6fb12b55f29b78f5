/** The Analytics stack: the stream of statistics, the job, and the index function. */
import { readJobParameters } from '../../flink-sql/parameters';
import { functionOf, type Loose, only, permissionsOf, type SynthesisedStage, synthesiseStage } from './app';

describe.each(['dev', 'prod'])('the analytics of %s', (name) => {
  let app: SynthesisedStage;
  beforeAll(() => {
    app = synthesiseStage(name);
  });

  const maskingKey = () => Object.keys(app.analytics.findResources('AWS::SecretsManager::Secret'))[0];
  const statistics = () => Object.keys(app.analytics.findResources('AWS::Kinesis::Stream'))[0] ?? '';
  const job = () => only(app.analytics, 'AWS::SSM::Parameter') as Loose;
  /** The job's parameters, with `name` for values that only a deployment knows. */
  const parameters = () =>
    readJobParameters(
      job()
        .Value['Fn::Join'][1].map((part: unknown) => (typeof part === 'string' ? part : 'name'))
        .join(''),
    );

  it('keeps statistics for a week in an encrypted on-demand stream', () => {
    app.analytics.hasResourceProperties('AWS::Kinesis::Stream', {
      RetentionPeriodHours: 168,
      StreamModeDetails: { StreamMode: 'ON_DEMAND' },
      StreamEncryption: { EncryptionType: 'KMS', KeyId: 'alias/aws/kinesis' },
    });
  });

  it('generates a masking key of letters and digits, which only the job and its runner are told of', () => {
    const { GenerateSecretString } = only(app.analytics, 'AWS::SecretsManager::Secret') as Loose;
    expect(GenerateSecretString).toEqual({ PasswordLength: 64, ExcludePunctuation: true });
    expect(job().Tags).toMatchObject({ 'masking-secret-arn': { Ref: maskingKey() } });
    const others = Object.entries<Loose>(app.analytics.toJSON().Resources).filter(
      // The runner inserts the key: it may read it, and its environment says where it is.
      ([id]) => !/^(JobParameters|RunnerStudioRunner(RoleDefaultPolicy)?)[0-9A-F]{8}$/.test(id),
    );
    expect(JSON.stringify(others)).not.toContain(`{"Ref":"${maskingKey()}"}`);
  });

  it('states all that the job is rendered with, and no secret', () => {
    const { job: settings } = app.stage.analytics;
    expect(parameters()).toMatchObject({
      parallelism: settings.parallelism,
      checkpointIntervalSeconds: settings.checkpointInterval.toSeconds(),
      checkpointPauseSeconds: settings.checkpointPause.toSeconds(),
      totalsEverySeconds: settings.totalsEvery.toSeconds(),
      maskedShare: settings.maskedShare,
      years: app.stage.storage.lake.years,
    });
    expect(JSON.stringify(job().Value)).toContain(`"statisticsStream\\":\\"",{"Ref":"${statistics()}"}`);
    expect(JSON.stringify(job().Value)).not.toContain(`${maskingKey()}`);
  });

  it('can count every total again after a stop: the trips reach back far enough, and Flink forgets none meanwhile', () => {
    const { period, lateness, longestStop } = app.stage.analytics.totals;
    const { RetentionPeriodHours } = only(app.storage, 'AWS::Kinesis::Stream') as Loose;
    expect(RetentionPeriodHours).toBeGreaterThanOrEqual(period.toHours() + lateness.toHours() + longestStop.toHours());
    expect(parameters().stateTtlHours).toBeGreaterThanOrEqual(RetentionPeriodHours + period.toHours());
    // 25 hours: the day on which daylight saving ends.
    expect(period.toHours()).toBe(25);
  });

  it('pauses between checkpoints for less than the interval, so that the interval holds', () => {
    expect(parameters().checkpointPauseSeconds).toBeLessThan(parameters().checkpointIntervalSeconds);
  });

  it('tells the index function where OpenSearch is, who it is and where to keep what is refused', () => {
    const { properties } = functionOf(app.analytics, 'index-statistics');
    const { SEARCH_ENDPOINT, WRITER_SECRET_ARN, REFUSED_BUCKET, ...others } = properties.Environment.Variables;
    expect(JSON.stringify(SEARCH_ENDPOINT)).toMatch(
      /"https:\/\/",\{"Fn::ImportValue":"[^"]*Search:[^"]*DomainEndpoint/,
    );
    expect(WRITER_SECRET_ARN).toEqual({
      'Fn::ImportValue': expect.stringMatching(/Search:ExportsOutputRefWriterUser/),
    });
    expect(REFUSED_BUCKET).toEqual({ 'Fn::ImportValue': expect.stringMatching(/Storage:ExportsOutputRefLake/) });
    expect(others).toEqual({
      REFUSED_PREFIX: 'statistics-refused/',
      POWERTOOLS_SERVICE_NAME: 'index-statistics',
      POWERTOOLS_METRICS_NAMESPACE: 'Tripstream',
      POWERTOOLS_LOG_LEVEL: app.stage.analytics.index.logLevel,
    });
  });

  it("lets the index function read the statistics and one user's password, and write what is refused", () => {
    const { properties } = functionOf(app.analytics, 'index-statistics');
    const permissions = permissionsOf(app.analytics, properties.Role['Fn::GetAtt'][0]);
    expect(permissions['secretsmanager:GetSecretValue']).toEqual(properties.Environment.Variables.WRITER_SECRET_ARN);
    expect(permissions['kinesis:GetRecords']).toEqual({ 'Fn::GetAtt': [statistics(), 'Arn'] });
    const writable = JSON.stringify(permissions['s3:PutObject']).match(/(FailedStatistics|Lake)\w*|"\/[a-z-/]*\*"/g);
    expect(writable?.map((part) => part.replace(/[0-9A-F]{8}.*/, ''))).toEqual([
      'FailedStatistics',
      '"/*"',
      'Lake',
      '"/statistics-refused/*"',
    ]);
    expect(
      Object.keys(permissions)
        .filter((action) => /^(s3|kms|secretsmanager):/.test(action))
        .sort(),
    ).toEqual(['kms:GenerateDataKey', 's3:ListBucket', 's3:PutObject', 'secretsmanager:GetSecretValue']);
  });

  it('tries a statistic again for as long as OpenSearch is away, and gives it up before the stream forgets it', () => {
    const { id } = functionOf(app.analytics, 'index-statistics');
    const mapping = only(app.analytics, 'AWS::Lambda::EventSourceMapping') as Loose;
    expect(mapping).toMatchObject({
      EventSourceArn: { 'Fn::GetAtt': [statistics(), 'Arn'] },
      StartingPosition: 'TRIM_HORIZON',
      BatchSize: app.stage.analytics.mapping.batchSize,
      MaximumBatchingWindowInSeconds: 1,
      MaximumRetryAttempts: -1,
      MaximumRecordAgeInSeconds: 6 * 86_400,
      BisectBatchOnFunctionError: true,
      FunctionResponseTypes: ['ReportBatchItemFailures'],
    });
    expect(mapping.MaximumRecordAgeInSeconds).toBeLessThan(app.stage.analytics.stream.retention.toSeconds());
    app.analytics.hasResourceProperties('AWS::Lambda::Alias', { Name: 'live', FunctionName: { Ref: id } });
    expect(JSON.stringify(mapping.FunctionName)).toContain(':live');
  });

  it('keeps the statistics it gives up in a bucket of its own, encrypted like the lake', () => {
    const [[id, { Properties }] = ['', {} as Loose], ...more] = Object.entries<Loose>(
      app.analytics.findResources('AWS::S3::Bucket'),
    );
    expect(more).toEqual([]);
    const mapping = only(app.analytics, 'AWS::Lambda::EventSourceMapping') as Loose;
    expect(mapping.DestinationConfig.OnFailure.Destination).toEqual({ 'Fn::GetAtt': [id, 'Arn'] });
    expect(JSON.stringify(Properties.BucketEncryption)).toMatch(/LakeKey.*aws:kms/);
  });

  it('takes from storage and search, and gives back nothing but what operations watches', () => {
    const { storage, search, delivery, analytics } = app.stacks;
    expect(new Set(analytics.dependencies)).toEqual(new Set([storage, search]));
    expect(delivery.dependencies).toEqual([storage]);
    expect([storage, search, delivery].flatMap(({ dependencies }) => dependencies)).not.toContain(analytics);
  });
});

describe('the share of trips on the map', () => {
  it('is all of them in dev and a tenth in prod', () => {
    const share = (name: string) => synthesiseStage(name).stage.analytics.job.maskedShare;
    expect([share('dev'), share('prod')]).toEqual([1, 0.1]);
  });
});
