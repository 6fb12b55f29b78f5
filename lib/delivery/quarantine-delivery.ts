import type { RemovalPolicy } from 'aws-cdk-lib';
import { DeliveryStream, EnableLogging, S3Bucket, StreamEncryption } from 'aws-cdk-lib/aws-kinesisfirehose';
import type { IKey } from 'aws-cdk-lib/aws-kms';
import { LogGroup, type RetentionDays } from 'aws-cdk-lib/aws-logs';
import type { IBucket } from 'aws-cdk-lib/aws-s3';
import { Construct } from 'constructs';
import type { BufferingSettings } from '../stages/delivery';
import { errorPrefix, PREFIXES } from '../storage/prefixes';
import { LakeWriter } from './lake-writer';

export interface QuarantineDeliveryProps {
  readonly settings: BufferingSettings;
  readonly lake: IBucket;
  readonly lakeKey: IKey;
  readonly logRetention: RetentionDays;
  readonly removalPolicy: RemovalPolicy;
}

/** Keeps what is no plausible trip, with its reasons, as lines of JSON that a person can open and read. */
export class QuarantineDelivery extends Construct {
  readonly deliveryStream: DeliveryStream;
  /** Of what Firehose could not do: nothing else is logged. */
  readonly logGroup: LogGroup;

  constructor(scope: Construct, id: string, props: QuarantineDeliveryProps) {
    super(scope, id);
    const { lake, lakeKey, settings } = props;
    const logGroup = new LogGroup(this, 'Logs', { retention: props.logRetention, removalPolicy: props.removalPolicy });
    this.logGroup = logGroup;
    const writer = new LakeWriter(this, 'Writer', { lake, lakeKey, part: 'quarantine', logGroup });

    this.deliveryStream = new DeliveryStream(this, 'Quarantine', {
      encryption: StreamEncryption.awsOwnedKey(),
      destination: new S3Bucket(lake, {
        role: writer.withoutPolicyUpdates(),
        loggingConfig: new EnableLogging(logGroup),
        bufferingInterval: settings.interval,
        bufferingSize: settings.size,
        // Not compressed, which is the default: the console and `aws s3 cp … -` show it as it is.
        dataOutputPrefix: `${PREFIXES.quarantine}!{timestamp:yyyy/MM/dd}/`,
        errorOutputPrefix: errorPrefix('quarantine'),
      }),
    });
  }
}
