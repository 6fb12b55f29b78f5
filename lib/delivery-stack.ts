/** The Delivery stack: the transform, and Firehose to the lake. */
import { Stack, type StackProps } from 'aws-cdk-lib';
import type { IStream } from 'aws-cdk-lib/aws-kinesis';
import type { IKey } from 'aws-cdk-lib/aws-kms';
import type { IBucket } from 'aws-cdk-lib/aws-s3';
import type { Construct } from 'constructs';
import { QUARANTINE_DESTINATION, tripDestination } from './delivery/destinations';
import { LakeDelivery } from './delivery/lake-delivery';
import { TripTransform } from './delivery/trip-transform';
import { FailedBatches } from './function/failed-batches';
import type { StageSettings } from './stages';
import type { TripTable } from './storage/trip-table';

export interface DeliveryStackProps extends StackProps {
  readonly stage: StageSettings;
  readonly trips: IStream;
  readonly lake: IBucket;
  /** Encrypts the objects in the lake. */
  readonly lakeKey: IKey;
  readonly tripTable: TripTable;
  readonly accessLogs: IBucket;
}

/**
 * From the entry stream to the lake. It holds nothing that is not elsewhere, except batches that
 * were given up.
 */
export class DeliveryStack extends Stack {
  readonly transform: TripTransform;
  readonly tripDelivery: LakeDelivery;
  readonly quarantineDelivery: LakeDelivery;

  constructor(scope: Construct, id: string, { stage, trips, lake, lakeKey, ...props }: DeliveryStackProps) {
    const { tripTable, accessLogs, ...stackProps } = props;
    super(scope, id, stackProps);
    const { removalPolicy, logRetention } = stage;
    const { years, errorExpiry } = stage.storage.lake;
    const common = { settings: stage.delivery.buffering, lake, lakeKey, logRetention, removalPolicy };

    this.tripDelivery = new LakeDelivery(this, 'TripDelivery', {
      ...common,
      destination: tripDestination(tripTable, years),
    });
    this.quarantineDelivery = new LakeDelivery(this, 'QuarantineDelivery', {
      ...common,
      destination: QUARANTINE_DESTINATION,
    });
    const failedBatches = new FailedBatches(this, 'FailedBatches', {
      key: lakeKey,
      accessLogs,
      expiry: errorExpiry,
      removalPolicy,
    });
    this.transform = new TripTransform(this, 'TripTransform', {
      settings: stage.delivery.transform,
      mapping: stage.delivery.mapping,
      years,
      trips,
      tripDelivery: this.tripDelivery.deliveryStream,
      quarantineDelivery: this.quarantineDelivery.deliveryStream,
      failedBatches,
      logRetention,
      removalPolicy,
    });
  }
}
