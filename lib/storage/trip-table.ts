/** The Glue table of the trips. */
import {
  DataFormat,
  type IDatabase,
  PartitionProjectionConfiguration,
  S3Table,
  S3TableStorage,
  Schema,
  type Type,
} from 'aws-cdk-lib/aws-glue';
import type { IBucket } from 'aws-cdk-lib/aws-s3';
import type { Construct } from 'constructs';
import type { LakeYears } from '../../telemetry/bounds';
import { type GlueColumn, glueColumns } from '../../telemetry/glue-columns';
import { type PartitionKey, partitionKeys } from '../../telemetry/partitions';
import { PREFIXES } from './prefixes';

const TYPES: Readonly<Record<GlueColumn['type'], Type>> = {
  string: Schema.STRING,
  timestamp: Schema.TIMESTAMP,
  int: Schema.INTEGER,
  double: Schema.DOUBLE,
  boolean: Schema.BOOLEAN,
};

export interface TripTableProps {
  readonly database: IDatabase;
  readonly bucket: IBucket;
  readonly years: LakeYears;
}

/**
 * The trips in Parquet, as Athena and Firehose see them. It has the catalogue's columns, and
 * partitions that Athena computes from the projection, so that no crawler has to find them.
 */
export class TripTable extends S3Table {
  constructor(scope: Construct, id: string, { database, bucket, years }: TripTableProps) {
    const keys = partitionKeys(years);
    const folders = keys.map(({ name }) => `${name}=\${${name}}/`).join('');
    super(scope, id, {
      // Queries name it, after the database.
      tableName: 'trips',
      description: 'Taxi trips by the UTC hour of their pickup and the vendor',
      database,
      storage: S3TableStorage.fromBucket(bucket),
      s3Prefix: PREFIXES.trips,
      dataFormat: DataFormat.PARQUET,
      columns: glueColumns(keys.map(({ name }) => name)).map(({ name, type, comment }) => ({
        name,
        type: TYPES[type],
        comment,
      })),
      partitionKeys: keys.map(({ name, type, meaning }) => ({ name, type: TYPES[type], comment: meaning })),
      partitionProjection: Object.fromEntries(keys.map(({ name, projection }) => [name, toProjection(projection)])),
      // Explicit, because Firehose writes to exactly these folders, by a prefix of its own.
      parameters: { 'storage.location.template': `s3://${bucket.bucketName}/${PREFIXES.trips}${folders}` },
    });
  }
}

function toProjection(projection: PartitionKey['projection']): PartitionProjectionConfiguration {
  if (projection.kind === 'values') return PartitionProjectionConfiguration.enum({ values: [...projection.values] });
  const { from, to, digits } = projection;
  return PartitionProjectionConfiguration.integer({ min: from, max: to, digits });
}
