/** Reads an `AWS::KinesisFirehose::DeliveryStream`. Defaults are CloudFormation's. */
import type { Properties } from './properties';
import type { Resource } from './resources';
import type { DeliveryStreamWiring } from './wiring';

const DESTINATION = 'ExtendedS3DestinationConfiguration';
const PARQUET_CODECS = ['SNAPPY', 'GZIP', 'UNCOMPRESSED'] as const;

/**
 * Reads a delivery stream to S3.
 * @returns undefined for another destination
 * @throws Error naming the property that is missing, or that one machine cannot honour
 */
export function readDeliveryStream({ name, arn, properties }: Resource): DeliveryStreamWiring | undefined {
  if (!properties.has(DESTINATION)) return undefined;
  const text = (path: string) => properties.textOr(`${DESTINATION}.${path}`, '');
  const number = (path: string, otherwise: number) => properties.numberOr(`${DESTINATION}.${path}`, otherwise);
  if (!['', 'UNCOMPRESSED'].includes(text('CompressionFormat')))
    throw properties.error(
      `${DESTINATION}.CompressionFormat`,
      'must be UNCOMPRESSED: one machine compresses Parquet only',
    );
  const partitioned = properties.flagOr(`${DESTINATION}.DynamicPartitioningConfiguration.Enabled`, false);
  const parquet = readParquet(properties);
  return {
    name,
    arn,
    bucketName: bucketName(properties.text(`${DESTINATION}.BucketARN`)),
    prefix: text('Prefix'),
    errorOutputPrefix: text('ErrorOutputPrefix'),
    bufferingSeconds: number('BufferingHints.IntervalInSeconds', 300),
    bufferingMiB: number('BufferingHints.SizeInMBs', partitioned || parquet !== undefined ? 128 : 5),
    ...readProcessors(properties),
    ...(parquet && { parquet }),
  };
}

/** The bucket of an S3 ARN. */
export function bucketName(arn: string): string {
  return arn.replace(/^arn:aws:s3:::/, '');
}

function readProcessors(properties: Properties) {
  const enabled = properties.flagOr(`${DESTINATION}.ProcessingConfiguration.Enabled`, false);
  const processors = enabled ? properties.items(`${DESTINATION}.ProcessingConfiguration.Processors`) : [];
  let recordDeaggregation = false;
  let metadataExtractionQuery: string | undefined;
  for (const processor of processors) {
    const type = processor.text('Type');
    if (type === 'RecordDeAggregation' && parameter(processor, 'SubRecordType') === 'JSON') recordDeaggregation = true;
    else if (type === 'MetadataExtraction') metadataExtractionQuery = parameter(processor, 'MetadataExtractionQuery');
    else
      throw processor.error('Type', `is ${type}: one machine knows RecordDeAggregation of JSON and MetadataExtraction`);
  }
  return { recordDeaggregation, ...(metadataExtractionQuery !== undefined && { metadataExtractionQuery }) };
}

function parameter(processor: Properties, name: string): string {
  const found = processor.items('Parameters').find((item) => item.text('ParameterName') === name);
  if (found === undefined) throw processor.error('Parameters', `have no ${name}`);
  return found.text('ParameterValue');
}

function readParquet(properties: Properties): DeliveryStreamWiring['parquet'] {
  const path = `${DESTINATION}.DataFormatConversionConfiguration`;
  if (!properties.has(path) || !properties.flagOr(`${path}.Enabled`, true)) return undefined;
  const serializer = `${path}.OutputFormatConfiguration.Serializer`;
  if (!properties.has(`${serializer}.ParquetSerDe`))
    throw properties.error(serializer, 'must be ParquetSerDe: one machine writes no other columnar format');
  const codec = properties.textOr(`${serializer}.ParquetSerDe.Compression`, 'SNAPPY');
  const compression = PARQUET_CODECS.find((known) => known === codec);
  if (compression === undefined)
    throw properties.error(`${serializer}.ParquetSerDe.Compression`, `is ${codec}: use ${PARQUET_CODECS.join(', ')}`);
  return {
    database: properties.text(`${path}.SchemaConfiguration.DatabaseName`),
    table: properties.text(`${path}.SchemaConfiguration.TableName`),
    compression,
  };
}
