/** The Delivery stack: the transform, its mapping, and Firehose. */
import { Match } from 'aws-cdk-lib/assertions';
import { only, type SynthesisedStage, synthesiseStage } from './app';

describe.each(['dev', 'prod'])('the delivery of %s', (name) => {
  let app: SynthesisedStage;
  beforeAll(() => {
    app = synthesiseStage(name);
  });

  const transform = () => {
    const [[id, { Properties }] = missing()] = Object.entries(
      app.delivery.findResources('AWS::Lambda::Function', { Properties: { TracingConfig: { Mode: 'Active' } } }),
    );
    return { id, properties: Properties };
  };
  const delivery = (pattern: string): Destination => {
    const [stream = missing()] = Object.values(
      app.delivery.findResources('AWS::KinesisFirehose::DeliveryStream', {
        Properties: { ExtendedS3DestinationConfiguration: { Prefix: Match.stringLikeRegexp(`^${pattern}/`) } },
      }),
    );
    return stream.Properties.ExtendedS3DestinationConfiguration;
  };

  it('traces the function and gives it a role and logs of its own', () => {
    const { properties } = transform();
    expect(properties).toMatchObject({
      Runtime: 'nodejs24.x',
      Architectures: ['arm64'],
      MemorySize: app.stage.delivery.transform.memorySize,
      Timeout: app.stage.delivery.transform.timeout.toSeconds(),
      LoggingConfig: { LogGroup: { Ref: expect.stringContaining('Logs') } },
    });
    const role = app.delivery.findResources('AWS::IAM::Role')[properties.Role['Fn::GetAtt'][0]];
    expect(role?.Properties.ManagedPolicyArns).toBeUndefined();
  });

  it('tells the function where to send, how to pack and which years the lake has', () => {
    const { stage } = app;
    expect(transform().properties.Environment.Variables).toEqual({
      TRIPS_DELIVERY_STREAM: { Ref: expect.stringContaining('TripDelivery') },
      QUARANTINE_DELIVERY_STREAM: { Ref: expect.stringContaining('QuarantineDelivery') },
      DOCUMENTS_PER_RECORD: String(stage.delivery.transform.documentsPerRecord),
      LAKE_FIRST_YEAR: String(stage.storage.lake.years.from),
      LAKE_LAST_YEAR: String(stage.storage.lake.years.to),
      POWERTOOLS_SERVICE_NAME: 'transform',
      POWERTOOLS_METRICS_NAMESPACE: 'Tripstream',
      POWERTOOLS_LOG_LEVEL: stage.delivery.transform.logLevel,
    });
  });

  it('reads the stream through the alias, from its oldest record, as the stage says', () => {
    const { batchSize, maxBatchingWindow, parallelizationFactor, retryAttempts, maxRecordAge } =
      app.stage.delivery.mapping;
    const mapping = only(app.delivery, 'AWS::Lambda::EventSourceMapping');
    expect(mapping).toMatchObject({
      StartingPosition: 'TRIM_HORIZON',
      BatchSize: batchSize,
      MaximumBatchingWindowInSeconds: maxBatchingWindow.toSeconds(),
      ParallelizationFactor: parallelizationFactor,
      MaximumRetryAttempts: retryAttempts,
      MaximumRecordAgeInSeconds: maxRecordAge.toSeconds(),
      BisectBatchOnFunctionError: true,
      FunctionResponseTypes: ['ReportBatchItemFailures'],
      MetricsConfig: { Metrics: ['EventCount'] },
    });
    const alias = only(app.delivery, 'AWS::Lambda::Alias');
    expect(alias).toMatchObject({ Name: 'live', FunctionName: { Ref: transform().id } });
    expect(JSON.stringify(mapping.FunctionName)).toMatch(/Aliaslive.*:live/);
  });

  it('retries for a bounded time, which ends before the stream forgets the records', () => {
    const { retryAttempts, maxRecordAge } = app.stage.delivery.mapping;
    expect(retryAttempts).toBeGreaterThan(0);
    expect(maxRecordAge.toHours()).toBeGreaterThan(0);
    expect(maxRecordAge.toHours()).toBeLessThan(app.stage.storage.stream.retention.toHours());
  });

  it('keeps the batches it gives up in a bucket of its own, encrypted like the lake', () => {
    const [[id, { Properties: bucket }] = missing(), ...more] = Object.entries(
      app.delivery.findResources('AWS::S3::Bucket'),
    );
    expect(more).toEqual([]);
    expect(only(app.delivery, 'AWS::Lambda::EventSourceMapping').DestinationConfig).toEqual({
      OnFailure: { Destination: { 'Fn::GetAtt': [id, 'Arn'] } },
    });
    expect(JSON.stringify(bucket.BucketEncryption)).toMatch(/aws:kms.*LakeKey|LakeKey.*aws:kms/);
    expect(bucket.LifecycleConfiguration.Rules).toEqual([
      { Id: 'Expire', Status: 'Enabled', ExpirationInDays: app.stage.storage.lake.errorExpiry.toDays() },
    ]);
  });

  it('takes packed trips apart and writes Snappy Parquet by the Glue table, every 360 s or 128 MiB', () => {
    expect(delivery('trips')).toMatchObject({
      BufferingHints: { IntervalInSeconds: 360, SizeInMBs: 128 },
      DynamicPartitioningConfiguration: { Enabled: true },
      DataFormatConversionConfiguration: {
        Enabled: true,
        InputFormatConfiguration: { Deserializer: { OpenXJsonSerDe: {} } },
        OutputFormatConfiguration: { Serializer: { ParquetSerDe: { Compression: 'SNAPPY' } } },
        SchemaConfiguration: {
          DatabaseName: { 'Fn::ImportValue': expect.stringContaining('Database') },
          TableName: { 'Fn::ImportValue': expect.stringContaining('TripTable') },
        },
      },
    });
    expect(delivery('trips').ProcessingConfiguration?.Processors[0]).toEqual({
      Type: 'RecordDeAggregation',
      Parameters: [{ ParameterName: 'SubRecordType', ParameterValue: 'JSON' }],
    });
    // Firehose refuses a compression of its own on top of Parquet's.
    expect(delivery('trips').CompressionFormat).toBeUndefined();
  });

  it('uses every jq key in the prefix and every key of the prefix in jq', () => {
    const { Prefix, ProcessingConfiguration } = delivery('trips');
    const parameters = ProcessingConfiguration?.Processors.flatMap(({ Parameters }) => Parameters);
    const query = parameters?.find(({ ParameterName }) => ParameterName === 'MetadataExtractionQuery')?.ParameterValue;
    const extracted = [...(query ?? '').matchAll(/"(\w+)":/g)].map(([, key]) => key);
    const used = [...Prefix.matchAll(/(\w+)=!\{partitionKeyFromQuery:(\w+)\}\//g)];
    expect(used.map(([, , key]) => key)).toEqual(extracted);
    // Hive folders: Athena reads the name before the equals sign.
    expect(used.map(([, folder]) => folder)).toEqual(extracted);
  });

  it('writes to the folders that the table looks in', () => {
    const { TableInput } = only(app.storage, 'AWS::Glue::Table') as { TableInput: TableInput };
    const template = TableInput.Parameters['storage.location.template']['Fn::Join'][1].at(-1) ?? '';
    expect(delivery('trips').Prefix).toBe(
      template.replace(/^\//, '').replace(/\$\{(\w+)\}/g, '!{partitionKeyFromQuery:$1}'),
    );
    expect(TableInput.PartitionKeys.map(({ Name }) => Name)).toEqual(
      [...delivery('trips').Prefix.matchAll(/(\w+)=/g)].map(([, key]) => key),
    );
  });

  it('keeps quarantine readable: JSON as it came, neither converted nor compressed', () => {
    const { DataFormatConversionConfiguration, CompressionFormat, ProcessingConfiguration } = delivery('quarantine');
    expect([DataFormatConversionConfiguration, CompressionFormat, ProcessingConfiguration]).toEqual([
      undefined,
      undefined,
      undefined,
    ]);
  });

  it.each(['trips', 'quarantine'])('puts what it cannot deliver of %s under errors/, by kind and day', (part) => {
    expect(delivery(part).ErrorOutputPrefix).toBe(
      `errors/${part}/!{firehose:error-output-type}/!{timestamp:yyyy/MM/dd}/`,
    );
  });
});

describe('concurrency', () => {
  it('is not set in dev, as a new account allows none', () => {
    const template = JSON.stringify(synthesiseStage('dev').delivery.toJSON());
    expect(template).not.toContain('ReservedConcurrentExecutions');
    expect(template).not.toContain('ProvisionedConcurrency');
  });

  it('is kept warm and free in prod', () => {
    const { stage, delivery } = synthesiseStage('prod');
    delivery.hasResourceProperties('AWS::Lambda::Function', {
      ReservedConcurrentExecutions: stage.delivery.transform.concurrency?.reserved,
    });
    delivery.hasResourceProperties('AWS::Lambda::Alias', {
      ProvisionedConcurrencyConfig: {
        ProvisionedConcurrentExecutions: stage.delivery.transform.concurrency?.provisioned,
      },
    });
    expect(stage.delivery.transform.concurrency?.provisioned).toBeGreaterThan(0);
  });
});

interface Destination {
  readonly Prefix: string;
  readonly ErrorOutputPrefix: string;
  readonly CompressionFormat?: string;
  readonly DataFormatConversionConfiguration?: unknown;
  readonly ProcessingConfiguration?: {
    readonly Processors: readonly {
      readonly Parameters: readonly { readonly ParameterName: string; readonly ParameterValue: string }[];
    }[];
  };
}

interface TableInput {
  readonly PartitionKeys: readonly { readonly Name: string }[];
  readonly Parameters: { readonly 'storage.location.template': { readonly 'Fn::Join': [string, string[]] } };
}

function missing(): never {
  throw new Error('No such resource in the template');
}
