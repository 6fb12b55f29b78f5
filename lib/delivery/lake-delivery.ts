/** A Firehose stream that writes to one part of the lake, and to no other. */
import type { RemovalPolicy } from 'aws-cdk-lib';
import type { S3Table } from 'aws-cdk-lib/aws-glue';
import {
  DeliveryStream,
  EnableLogging,
  S3Bucket,
  type S3BucketProps,
  StreamEncryption,
} from 'aws-cdk-lib/aws-kinesisfirehose';
import type { IKey } from 'aws-cdk-lib/aws-kms';
import { LogGroup, type RetentionDays } from 'aws-cdk-lib/aws-logs';
import type { IBucket } from 'aws-cdk-lib/aws-s3';
import { Construct } from 'constructs';
import type { BufferingSettings } from '../stages/delivery';
import { errorPrefix, type PREFIXES } from '../storage/prefixes';
import { LakeWriter } from './lake-writer';

/** Which part of the lake a delivery writes, and in which files. */
export interface LakeDestination {
  /** Id of the delivery stream's construct. */
  readonly id: string;
  readonly part: keyof typeof PREFIXES;
  /** The table whose schema Firehose reads. @default none */
  readonly schema?: S3Table;
  /** Folders and format of the files. */
  readonly files: Pick<
    S3BucketProps,
    'dataOutputPrefix' | 'dynamicPartitioning' | 'processors' | 'dataFormatConversion'
  >;
}

export interface LakeDeliveryProps {
  readonly settings: BufferingSettings;
  readonly lake: IBucket;
  readonly lakeKey: IKey;
  readonly destination: LakeDestination;
  readonly logRetention: RetentionDays;
  readonly removalPolicy: RemovalPolicy;
}

/** A delivery stream to the lake, with its log and a role of its own. */
export class LakeDelivery extends Construct {
  readonly deliveryStream: DeliveryStream;
  /** Firehose logs its errors here, and nothing else. */
  readonly logGroup: LogGroup;

  constructor(scope: Construct, id: string, props: LakeDeliveryProps) {
    super(scope, id);
    const { lake, lakeKey, settings, destination } = props;
    const { part, schema, files } = destination;
    const logGroup = new LogGroup(this, 'Logs', { retention: props.logRetention, removalPolicy: props.removalPolicy });
    this.logGroup = logGroup;
    const writer = new LakeWriter(this, 'Writer', { lake, lakeKey, part, logGroup, ...(schema && { schema }) });

    this.deliveryStream = new DeliveryStream(this, destination.id, {
      // AWS's own key, free of charge: Firehose holds data for minutes.
      encryption: StreamEncryption.awsOwnedKey(),
      destination: new S3Bucket(lake, {
        role: writer.withoutPolicyUpdates(),
        loggingConfig: new EnableLogging(logGroup),
        bufferingInterval: settings.interval,
        bufferingSize: settings.size,
        errorOutputPrefix: errorPrefix(part),
        ...files,
      }),
    });
  }
}
