/** The Storage stack: the entry stream, the lake and its catalogue. */
import { CfnOutput, Stack, type StackProps } from 'aws-cdk-lib';
import { Database } from 'aws-cdk-lib/aws-glue';
import { Stream, StreamEncryption, StreamMode } from 'aws-cdk-lib/aws-kinesis';
import { Key } from 'aws-cdk-lib/aws-kms';
import type { IBucket } from 'aws-cdk-lib/aws-s3';
import type { Construct } from 'constructs';
import { exact } from './exact';
import { databaseName, OUTPUTS } from './names';
import type { StageSettings } from './stages';
import { AccessLogs } from './storage/access-logs';
import { LakeBucket } from './storage/lake-bucket';
import { TripTable } from './storage/trip-table';

export interface StorageStackProps extends StackProps {
  readonly stage: StageSettings;
}

/** The resources that must not be lost. This stack does not name whoever reads or writes them. */
export class StorageStack extends Stack {
  readonly trips: Stream;
  /** Encrypts trips at rest, wherever they are stored. */
  readonly lakeKey: Key;
  readonly lake: IBucket;
  readonly tripTable: TripTable;
  readonly accessLogs: IBucket;

  constructor(scope: Construct, id: string, { stage, ...props }: StorageStackProps) {
    super(scope, id, props);
    const { storage: settings, removalPolicy } = stage;

    this.trips = new Stream(this, 'Trips', {
      streamMode: StreamMode.ON_DEMAND,
      // The key that AWS manages for Kinesis. With a key of our own, every sender would need a
      // grant on it, and Kinesis would request a data key every 5 minutes for each sender.
      encryption: StreamEncryption.MANAGED,
      retentionPeriod: settings.stream.retention,
      removalPolicy,
    });

    this.lakeKey = new Key(this, 'LakeKey', {
      description: 'Trips at rest in the lake',
      enableKeyRotation: true,
      removalPolicy,
    });
    this.accessLogs = exact<IBucket>(
      new AccessLogs(this, 'AccessLogs', {
        expiry: settings.lake.accessLogExpiry,
        removalPolicy,
      }),
    );
    this.lake = exact<IBucket>(
      new LakeBucket(this, 'Lake', {
        settings: settings.lake,
        key: this.lakeKey,
        accessLogs: this.accessLogs,
        removalPolicy,
      }),
    );

    const database = new Database(this, 'Database', {
      databaseName: databaseName(stage.name),
      description: 'Trips in the lake',
      removalPolicy,
    });
    this.tripTable = new TripTable(this, 'TripTable', { database, bucket: this.lake, years: settings.lake.years });

    new CfnOutput(this, OUTPUTS.tripStream, { value: this.trips.streamName, description: 'produce --stream' });
    new CfnOutput(this, OUTPUTS.lakeBucket, { value: this.lake.bucketName, description: 'Where the Parquet lies' });
    new CfnOutput(this, OUTPUTS.database, { value: database.databaseName, description: 'What Athena asks' });
  }
}
