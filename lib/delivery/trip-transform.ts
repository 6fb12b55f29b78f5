/** The function that cleanses trips, with its permissions and its mapping. */
import type { RemovalPolicy } from 'aws-cdk-lib';
import type { IStream } from 'aws-cdk-lib/aws-kinesis';
import type { IDeliveryStream } from 'aws-cdk-lib/aws-kinesisfirehose';
import type { RetentionDays } from 'aws-cdk-lib/aws-logs';
import { Construct } from 'constructs';
import type { LakeYears } from '../../telemetry/bounds';
import { BundledFunction } from '../function/bundled-function';
import type { FailedBatches } from '../function/failed-batches';
import type { TransformSettings } from '../stages/delivery';
import type { MappingSettings } from '../stages/function';

export interface TripTransformProps {
  readonly settings: TransformSettings;
  readonly mapping: MappingSettings;
  readonly years: LakeYears;
  readonly trips: IStream;
  /** Takes records that pack many plausible trips. */
  readonly tripDelivery: IDeliveryStream;
  /** Takes quarantined trips. */
  readonly quarantineDelivery: IDeliveryStream;
  readonly failedBatches: FailedBatches;
  readonly logRetention: RetentionDays;
  readonly removalPolicy: RemovalPolicy;
}

/**
 * Reads the entry stream, cleanses trips, and sends them on: to the lake, or with the reasons to
 * quarantine.
 */
export class TripTransform extends Construct {
  readonly function: BundledFunction;
  readonly mappingId: string;

  constructor(scope: Construct, id: string, props: TripTransformProps) {
    super(scope, id);
    const { settings, tripDelivery, quarantineDelivery } = props;
    this.function = new BundledFunction(this, 'Transform', {
      folder: 'transform',
      description: 'Cleanses trips and packs them for the lake',
      ...settings,
      environment: environment(props),
      logRetention: props.logRetention,
      removalPolicy: props.removalPolicy,
    });
    tripDelivery.grant(this.function, 'firehose:PutRecordBatch');
    quarantineDelivery.grant(this.function, 'firehose:PutRecordBatch');
    this.mappingId = this.function.readStream(props.trips, props.mapping, props.failedBatches);
  }
}

function environment({ settings, years, tripDelivery, quarantineDelivery }: TripTransformProps) {
  return {
    TRIPS_DELIVERY_STREAM: tripDelivery.deliveryStreamName,
    QUARANTINE_DELIVERY_STREAM: quarantineDelivery.deliveryStreamName,
    DOCUMENTS_PER_RECORD: String(settings.documentsPerRecord),
    LAKE_FIRST_YEAR: String(years.from),
    LAKE_LAST_YEAR: String(years.to),
  };
}
