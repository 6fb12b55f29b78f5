/** The two destinations in the lake: plausible trips as Parquet, quarantined trips as JSON. */
import type { CfnTable } from 'aws-cdk-lib/aws-glue';
import {
  InputFormat,
  MetadataExtractionProcessor,
  ParquetCompression,
  ParquetOutputFormat,
  RecordDeAggregationProcessor,
  SchemaConfiguration,
} from 'aws-cdk-lib/aws-kinesisfirehose';
import type { LakeYears } from '../../telemetry/bounds';
import { partitionKeys } from '../../telemetry/partitions';
import { PREFIXES } from '../storage/prefixes';
import type { TripTable } from '../storage/trip-table';
import type { LakeDestination } from './lake-delivery';

/**
 * Takes packed trips apart and writes them as Parquet, in the folders of the pickup's hour and
 * vendor.
 */
export function tripDestination(tripTable: TripTable, years: LakeYears): LakeDestination {
  const keys = partitionKeys(years);
  const folders = keys.map(({ name }) => `${name}=!{partitionKeyFromQuery:${name}}/`).join('');
  return {
    id: 'Trips',
    part: 'trips',
    schema: tripTable,
    files: {
      dataOutputPrefix: `${PREFIXES.trips}${folders}`,
      dynamicPartitioning: { enabled: true },
      processors: [
        RecordDeAggregationProcessor.json(),
        MetadataExtractionProcessor.jq16(Object.fromEntries(keys.map(({ name, jq }) => [name, jq]))),
      ],
      dataFormatConversion: {
        schemaConfiguration: SchemaConfiguration.fromCfnTable(tripTable.node.defaultChild as CfnTable),
        inputFormat: InputFormat.OPENX_JSON,
        outputFormat: new ParquetOutputFormat({ compression: ParquetCompression.SNAPPY }),
      },
    },
  };
}

/**
 * Quarantined trips with their reasons, as lines of JSON by the day they arrived. They are not
 * compressed, so that the console and `aws s3 cp … -` show them as they are.
 */
export const QUARANTINE_DESTINATION: LakeDestination = {
  id: 'Quarantine',
  part: 'quarantine',
  files: { dataOutputPrefix: `${PREFIXES.quarantine}!{timestamp:yyyy/MM/dd}/` },
};
