import type { RemovalPolicy } from 'aws-cdk-lib';
import type { CfnTable } from 'aws-cdk-lib/aws-glue';
import {
  DeliveryStream,
  EnableLogging,
  InputFormat,
  MetadataExtractionProcessor,
  ParquetCompression,
  ParquetOutputFormat,
  RecordDeAggregationProcessor,
  S3Bucket,
  SchemaConfiguration,
  StreamEncryption,
} from 'aws-cdk-lib/aws-kinesisfirehose';
import type { IKey } from 'aws-cdk-lib/aws-kms';
import { LogGroup, type RetentionDays } from 'aws-cdk-lib/aws-logs';
import type { IBucket } from 'aws-cdk-lib/aws-s3';
import { Construct } from 'constructs';
import type { LakeYears } from '../../telemetry/bounds';
import { partitionKeys } from '../../telemetry/partitions';
import type { BufferingSettings } from '../stages/delivery';
import { errorPrefix, PREFIXES } from '../storage/prefixes';
import type { TripTable } from '../storage/trip-table';
import { LakeWriter } from './lake-writer';

export interface TripDeliveryProps {
  readonly settings: BufferingSettings;
  readonly years: LakeYears;
  readonly lake: IBucket;
  readonly lakeKey: IKey;
  readonly tripTable: TripTable;
  readonly logRetention: RetentionDays;
  readonly removalPolicy: RemovalPolicy;
}

/** Takes packed trips apart and writes them as Parquet, in the folders of the pickup's hour and vendor. */
export class TripDelivery extends Construct {
  readonly deliveryStream: DeliveryStream;
  /** Of what Firehose could not do: nothing else is logged. */
  readonly logGroup: LogGroup;

  constructor(scope: Construct, id: string, props: TripDeliveryProps) {
    super(scope, id);
    const { lake, lakeKey, tripTable, settings } = props;
    const keys = partitionKeys(props.years);
    const logGroup = new LogGroup(this, 'Logs', { retention: props.logRetention, removalPolicy: props.removalPolicy });
    this.logGroup = logGroup;
    const writer = new LakeWriter(this, 'Writer', {
      lake,
      lakeKey,
      part: 'trips',
      logGroup,
      schema: tripTable,
    });

    this.deliveryStream = new DeliveryStream(this, 'Trips', {
      // AWS's own key, free of charge: what Firehose holds, it holds for minutes.
      encryption: StreamEncryption.awsOwnedKey(),
      destination: new S3Bucket(lake, {
        role: writer.withoutPolicyUpdates(),
        loggingConfig: new EnableLogging(logGroup),
        bufferingInterval: settings.interval,
        bufferingSize: settings.size,
        dynamicPartitioning: { enabled: true },
        processors: [
          RecordDeAggregationProcessor.json(),
          MetadataExtractionProcessor.jq16(Object.fromEntries(keys.map(({ name, jq }) => [name, jq]))),
        ],
        dataOutputPrefix: `${PREFIXES.trips}${keys.map(({ name }) => `${name}=!{partitionKeyFromQuery:${name}}/`).join('')}`,
        errorOutputPrefix: errorPrefix('trips'),
        dataFormatConversion: {
          schemaConfiguration: SchemaConfiguration.fromCfnTable(tripTable.node.defaultChild as CfnTable),
          inputFormat: InputFormat.OPENX_JSON,
          outputFormat: new ParquetOutputFormat({ compression: ParquetCompression.SNAPPY }),
        },
      }),
    });
  }
}
