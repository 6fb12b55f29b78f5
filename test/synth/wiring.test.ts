/** The wiring that one machine reads from the synthesised templates. */
import { cpSync, existsSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import type { Duration } from 'aws-cdk-lib';
import { stageSettings } from '../../lib/stages';
import type { MappingSettings } from '../../lib/stages/function';
import { synthesise } from '../../local/run/wiring/synthesise';
import { readTripstreamWiring, type TripstreamWiring } from '../../local/run/wiring/tripstream-wiring';
import { glueColumns } from '../../telemetry/glue-columns';

const stage = stageSettings('dev');
const folder = mkdtempSync(join(tmpdir(), 'tripstream-wiring-'));
const assembly = join(folder, 'assembly');
let wiring: TripstreamWiring;

beforeAll(async () => {
  await synthesise(assembly, 'dev');
  wiring = readTripstreamWiring(assembly);
});

afterAll(() => rmSync(folder, { recursive: true }));

describe('the wiring of the synthesised app', () => {
  it('has the streams with the shards that an on-demand stream starts with', () => {
    const stream = (name: string, retention: Duration) => ({
      name,
      arn: `arn:aws:kinesis:us-east-1:000000000000:stream/${name}`,
      mode: 'ON_DEMAND',
      shardCount: 4,
      retentionHours: retention.toHours(),
    });
    expect(wiring.streams).toEqual([
      stream('trips', stage.storage.stream.retention),
      stream('statistics', stage.analytics.stream.retention),
    ]);
  });

  it('runs the built bundle with the environment of the template', () => {
    const transform = wiring.functions.find(({ name }) => name === 'transform');
    expect(transform).toMatchObject({
      arn: 'arn:aws:lambda:us-east-1:000000000000:function:transform',
      handler: 'index.handler',
      timeoutSeconds: stage.delivery.transform.timeout.toSeconds(),
      memoryMiB: stage.delivery.transform.memorySize,
      tracing: true,
      environment: {
        TRIPS_DELIVERY_STREAM: 'trips',
        QUARANTINE_DELIVERY_STREAM: 'quarantine',
        DOCUMENTS_PER_RECORD: String(stage.delivery.transform.documentsPerRecord),
        LAKE_FIRST_YEAR: String(stage.storage.lake.years.from),
        LAKE_LAST_YEAR: String(stage.storage.lake.years.to),
      },
    });
    expect(existsSync(join(transform?.assetDirectory ?? '', 'index.mjs'))).toBe(true);
  });

  it('maps each stream to the function behind its alias, as the stage says', () => {
    const mapping = (functionName: string, streamName: string, settings: MappingSettings, onFailureBucket: string) => ({
      id: `${functionName}-${streamName}`,
      streamName,
      functionName,
      startingPosition: 'TRIM_HORIZON',
      batchSize: settings.batchSize,
      maximumBatchingWindowSeconds: settings.maxBatchingWindow.toSeconds(),
      parallelizationFactor: settings.parallelizationFactor,
      bisectBatchOnError: true,
      maximumRetryAttempts: settings.retryAttempts,
      maximumRecordAgeSeconds: settings.maxRecordAge.toSeconds(),
      reportBatchItemFailures: true,
      onFailureBucket,
    });
    expect(wiring.mappings).toEqual([
      mapping('transform', 'trips', stage.delivery.mapping, 'failed-batches'),
      mapping('index-statistics', 'statistics', stage.analytics.mapping, 'failed-statistics'),
    ]);
  });

  it('delivers trips as Parquet and quarantine as it comes, into the folder of the lake', () => {
    const buffering = {
      bucketName: 'lake',
      bufferingSeconds: stage.delivery.buffering.interval.toSeconds(),
      bufferingMiB: stage.delivery.buffering.size.toMebibytes(),
    };
    expect(wiring.deliveryStreams).toEqual([
      expect.objectContaining({
        ...buffering,
        name: 'trips',
        prefix: expect.stringMatching(/^trips\/year=!\{partitionKeyFromQuery:year\}\//),
        recordDeaggregation: true,
        metadataExtractionQuery: expect.stringContaining('"vendor_id":.vendor_id'),
        parquet: { database: 'tripstream_dev', table: 'trips', compression: 'SNAPPY' },
      }),
      {
        ...buffering,
        name: 'quarantine',
        arn: 'arn:aws:firehose:us-east-1:000000000000:deliverystream/quarantine',
        prefix: 'quarantine/!{timestamp:yyyy/MM/dd}/',
        errorOutputPrefix: 'errors/quarantine/!{firehose:error-output-type}/!{timestamp:yyyy/MM/dd}/',
        recordDeaggregation: false,
      },
    ]);
    expect(wiring.buckets).toContainEqual({ name: 'lake' });
  });

  it("has the table's columns, partitions and projection", () => {
    const [table] = wiring.tables;
    expect(table).toMatchObject({ database: 'tripstream_dev', name: 'trips', bucketName: 'lake' });
    expect(table?.locationPrefix).toBe('trips/');
    const keys = table?.partitionKeys.map(({ name }) => name) ?? [];
    expect(table?.columns).toEqual(glueColumns(keys).map(({ name, type }) => ({ name, type })));
    expect(table?.parameters).toMatchObject({
      'projection.month.digits': '2',
      'storage.location.template': `s3://lake/trips/${keys.map((key) => `${key}=\${${key}}/`).join('')}`,
    });
  });
});

describe('a change of the template', () => {
  it('of the batch size changes the mapping', () => {
    const changed = wiringWith('Delivery', 'AWS::Lambda::EventSourceMapping', (mapping) => {
      mapping.BatchSize = 7;
    });
    const [first, ...others] = wiring.mappings;
    expect(changed.mappings).toEqual([{ ...first, batchSize: 7 }, ...others]);
  });

  it('of buffering and prefix changes the delivery', () => {
    const changed = wiringWith('Delivery', 'AWS::KinesisFirehose::DeliveryStream', (stream) => {
      stream.ExtendedS3DestinationConfiguration.BufferingHints = { IntervalInSeconds: 60, SizeInMBs: 64 };
      stream.ExtendedS3DestinationConfiguration.Prefix = 'elsewhere/';
    });
    expect(changed.deliveryStreams).toEqual(
      wiring.deliveryStreams.map((stream) => ({
        ...stream,
        bufferingSeconds: 60,
        bufferingMiB: 64,
        prefix: 'elsewhere/',
      })),
    );
  });

  it('of a Glue column changes the table', () => {
    const changed = wiringWith('Storage', 'AWS::Glue::Table', (table) => {
      table.TableInput.StorageDescriptor.Columns[0].Type = 'bigint';
    });
    const [first, ...others] = wiring.tables[0]?.columns ?? [];
    expect(changed.tables[0]?.columns).toEqual([{ ...first, type: 'bigint' }, ...others]);
  });

  it('of the share of masked trips changes the job', () => {
    const changed = wiringWith('Analytics', 'AWS::SSM::Parameter', (parameter) => {
      parameter.Value = JSON.parse(JSON.stringify(parameter.Value).replace('maskedShare\\":1', 'maskedShare\\":0.5'));
    });
    const [job] = wiring.streamJobs;
    expect(changed.streamJobs).toEqual([{ ...job, parameters: { ...job?.parameters, maskedShare: 0.5 } }]);
  });

  it('of an id changes a name and nothing else: the reader knows no id', () => {
    const changed = wiringWith('Storage', 'AWS::S3::Bucket', (_, resource) => {
      resource.Metadata['aws:cdk:path'] = resource.Metadata['aws:cdk:path'].replace('/Lake/', '/Reservoir/');
    });
    expect(JSON.parse(JSON.stringify(changed).replace(/\breservoir\b/g, 'lake'))).toEqual(
      JSON.parse(JSON.stringify(wiring).replaceAll(assembly, changedAssembly())),
    );
    expect(changed.buckets).toContainEqual({ name: 'reservoir' });
  });
});

describe('synthesis', () => {
  it('that fails is an error with what the app wrote', async () => {
    await expect(synthesise(join(folder, 'nope'), 'nope')).rejects.toThrow(
      /did not synthesise stage nope \(exit code 1\):.*There is no stage "nope"/s,
    );
  });
});

// biome-ignore lint/suspicious/noExplicitAny: a template's properties have no type
type Loose = any;

/** The wiring of a copy in which `edit` changed every resource of a type in one stack. */
function wiringWith(stack: string, type: string, edit: (properties: Loose, resource: Loose) => void): TripstreamWiring {
  const copy = changedAssembly();
  rmSync(copy, { recursive: true, force: true });
  cpSync(assembly, copy, { recursive: true });
  const file = join(copy, `Tripstream-dev-${stack}.template.json`);
  const template = JSON.parse(readFileSync(file, 'utf8'));
  for (const resource of Object.values<Loose>(template.Resources))
    if (resource.Type === type) edit(resource.Properties, resource);
  writeFileSync(file, JSON.stringify(template));
  return readTripstreamWiring(copy);
}

function changedAssembly(): string {
  return join(folder, 'changed');
}
