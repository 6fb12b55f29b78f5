/** The Storage stack: the entry stream, the lake, and the table. */
import { Token } from 'aws-cdk-lib';
import { Match } from 'aws-cdk-lib/assertions';
import { glueColumns } from '../../telemetry/glue-columns';
import { partitionKeys } from '../../telemetry/partitions';
import { only, type SynthesisedStage, synthesiseStage } from './app';

describe.each(['dev', 'prod'])('the storage of %s', (name) => {
  let app: SynthesisedStage;
  beforeAll(() => {
    app = synthesiseStage(name);
  });

  it('keeps trips for 72 hours in an encrypted on-demand stream', () => {
    app.storage.hasResourceProperties('AWS::Kinesis::Stream', {
      RetentionPeriodHours: 72,
      StreamModeDetails: { StreamMode: 'ON_DEMAND' },
      StreamEncryption: { EncryptionType: 'KMS', KeyId: 'alias/aws/kinesis' },
    });
  });

  it('encrypts the lake with a rotated key of its own, with one KMS call for a bucket, not for each file', () => {
    app.storage.hasResourceProperties('AWS::KMS::Key', { EnableKeyRotation: true });
    app.storage.hasResourceProperties('AWS::S3::Bucket', {
      VersioningConfiguration: { Status: 'Enabled' },
      BucketEncryption: {
        ServerSideEncryptionConfiguration: [
          {
            BucketKeyEnabled: true,
            ServerSideEncryptionByDefault: {
              SSEAlgorithm: 'aws:kms',
              KMSMasterKeyID: { 'Fn::GetAtt': [Match.stringLikeRegexp('LakeKey'), 'Arn'] },
            },
          },
        ],
      },
    });
  });

  it('refuses every bucket to the public, to ACLs and to anything but TLS 1.2', () => {
    for (const template of [app.storage, app.delivery, app.analytics]) {
      const buckets = template.findResources('AWS::S3::Bucket');
      const policies = Object.values(template.findResources('AWS::S3::BucketPolicy'));
      expect(Object.keys(buckets).length).toBeGreaterThan(0);
      for (const [id, { Properties }] of Object.entries(buckets)) {
        expect(Object.values(Properties.PublicAccessBlockConfiguration)).toEqual([true, true, true, true]);
        expect(Properties.OwnershipControls.Rules).toEqual([{ ObjectOwnership: 'BucketOwnerEnforced' }]);
        const policy = policies.find((candidate) => candidate.Properties.Bucket.Ref === id);
        expect(policy?.Properties.PolicyDocument.Statement).toEqual(
          expect.arrayContaining([
            expect.objectContaining({ Effect: 'Deny', Condition: { Bool: { 'aws:SecureTransport': 'false' } } }),
            expect.objectContaining({ Effect: 'Deny', Condition: { NumericLessThan: { 's3:TlsVersion': 1.2 } } }),
          ]),
        );
      }
    }
  });

  it('moves the lake to Intelligent-Tiering on the first day, without archive tiers, and tidies up after itself', () => {
    const [bucket] = Object.values(app.storage.findResources('AWS::S3::Bucket', lakeOnly));
    expect(bucket?.Properties.IntelligentTieringConfigurations).toBeUndefined();
    expect(bucket?.Properties.LifecycleConfiguration.Rules).toContainEqual({
      Id: 'TierAndTidy',
      Status: 'Enabled',
      Transitions: [{ StorageClass: 'INTELLIGENT_TIERING', TransitionInDays: 0 }],
      NoncurrentVersionExpiration: { NoncurrentDays: 30 },
      ExpiredObjectDeleteMarker: true,
      AbortIncompleteMultipartUpload: { DaysAfterInitiation: 7 },
    });
  });

  it('lets errors, quarantine and refused statistics expire as the stage says, and trips never', () => {
    const [bucket] = Object.values(app.storage.findResources('AWS::S3::Bucket', lakeOnly));
    const expiring = bucket?.Properties.LifecycleConfiguration.Rules.filter(
      (rule: { ExpirationInDays?: number }) => rule.ExpirationInDays !== undefined,
    );
    const { errorExpiry, quarantineExpiry, refusedExpiry } = app.stage.storage.lake;
    expect(expiring).toEqual([
      expect.objectContaining({ Prefix: 'errors/', ExpirationInDays: errorExpiry.toDays() }),
      expect.objectContaining({ Prefix: 'quarantine/', ExpirationInDays: quarantineExpiry.toDays() }),
      expect.objectContaining({ Prefix: 'statistics-refused/', ExpirationInDays: refusedExpiry.toDays() }),
    ]);
  });

  it('logs who reads the lake in a bucket of its own', () => {
    app.storage.hasResourceProperties('AWS::S3::Bucket', {
      LoggingConfiguration: { DestinationBucketName: { Ref: Match.stringLikeRegexp('^AccessLogs') } },
    });
  });

  it("gives Athena the catalogue's columns as Parquet, and no name twice", () => {
    const { TableInput } = only(app.storage, 'AWS::Glue::Table') as { TableInput: GlueTable };
    const keys = TableInput.PartitionKeys.map(({ Name }) => Name);
    expect(keys).toEqual(['year', 'month', 'day', 'hour', 'vendor_id']);
    expect(TableInput.StorageDescriptor.Columns).toEqual(
      glueColumns(keys).map((column) => ({ Name: column.name, Type: column.type, Comment: column.comment })),
    );
    expect(TableInput.StorageDescriptor.Columns.filter(({ Name }) => keys.includes(Name))).toEqual([]);
    expect(TableInput.StorageDescriptor.SerdeInfo.SerializationLibrary).toMatch(/ParquetHiveSerDe$/);
  });

  it('lets Athena compute the partitions, year by year of the stage and vendor by vendor of the catalogue', () => {
    const { TableInput } = only(app.storage, 'AWS::Glue::Table') as { TableInput: GlueTable };
    const { from, to } = app.stage.storage.lake.years;
    const vendors = partitionKeys(app.stage.storage.lake.years).flatMap(({ projection }) =>
      projection.kind === 'values' ? projection.values : [],
    );
    expect(TableInput.Parameters).toMatchObject({
      'projection.enabled': 'true',
      'projection.year.type': 'integer',
      'projection.year.range': `${from},${to}`,
      'projection.year.digits': '4',
      'projection.month.range': '1,12',
      'projection.month.digits': '2',
      'projection.day.range': '1,31',
      'projection.day.digits': '2',
      'projection.hour.range': '0,23',
      'projection.hour.digits': '2',
      'projection.vendor_id.type': 'enum',
      'projection.vendor_id.values': vendors.join(','),
    });
    expect(JSON.stringify(TableInput.Parameters['storage.location.template'])).toContain(
      // biome-ignore lint/suspicious/noTemplateCurlyInString: Athena's own placeholders
      '/trips/year=${year}/month=${month}/day=${day}/hour=${hour}/vendor_id=${vendor_id}/',
    );
  });

  it('tells whoever deploys it the names of stream, bucket and database', () => {
    expect(Object.keys(app.storage.findOutputs('*', {}))).toEqual(
      expect.arrayContaining(['TripStreamName', 'LakeBucketName', 'DatabaseName']),
    );
    app.storage.hasResourceProperties('AWS::Glue::Database', { DatabaseInput: { Name: `tripstream_${name}` } });
  });

  it('does not refer to what reads or writes it', () => {
    expect(app.stacks.storage.dependencies).toEqual([]);
    expect(JSON.stringify(app.storage.toJSON())).not.toMatch(/firehose|Delivery|opensearch|flink|kinesisanalytics/i);
  });

  it('names no account and no region', () => {
    for (const stack of Object.values(app.stacks))
      expect([stack.account, stack.region].map((value) => Token.isUnresolved(value))).toEqual([true, true]);
  });
});

/** The lake is the bucket with versions. */
const lakeOnly = { Properties: { VersioningConfiguration: { Status: 'Enabled' } } };

interface GlueTable {
  readonly PartitionKeys: readonly { readonly Name: string }[];
  readonly Parameters: Readonly<Record<string, unknown>>;
  readonly StorageDescriptor: {
    readonly Columns: readonly { readonly Name: string }[];
    readonly SerdeInfo: { readonly SerializationLibrary: string };
  };
}
