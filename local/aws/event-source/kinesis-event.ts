/** The event that Lambda makes of a shard's records, exactly as Lambda writes it. */
import type { StoredRecord } from '../kinesis/shard/record';

export interface EventOrigin {
  readonly streamArn: string;
  /** ARN of the function's role, which reads the stream. */
  readonly invokeIdentityArn: string;
}

const EMPTY_EVENT_BYTES = Buffer.byteLength('{"Records":[]}');

export class KinesisEventFormat {
  private readonly awsRegion: string;

  constructor(
    private readonly shardId: string,
    private readonly origin: EventOrigin,
  ) {
    this.awsRegion = origin.streamArn.split(':')[3] ?? '';
  }

  /** The event as JSON. */
  payload(records: readonly StoredRecord[]): string {
    return JSON.stringify({ Records: records.map((record) => this.record(record, record.data.toString('base64'))) });
  }

  /**
   * Bytes of JSON that a record adds to an event, including its comma. Computed without encoding
   * its data.
   */
  recordBytes(record: StoredRecord): number {
    const base64Bytes = 4 * Math.ceil(record.data.length / 3);
    return Buffer.byteLength(JSON.stringify(this.record(record, ''))) + base64Bytes + 1;
  }

  /**
   * Bytes of an event whose records add up to `recordBytes`. The result is one too many, because
   * the last record has no comma.
   */
  static eventBytes(recordBytes: number): number {
    return EMPTY_EVENT_BYTES + recordBytes;
  }

  private record(record: StoredRecord, data: string) {
    return {
      kinesis: {
        kinesisSchemaVersion: '1.0',
        partitionKey: record.partitionKey,
        sequenceNumber: record.sequenceNumber,
        data,
        // In seconds, with milliseconds as the fraction.
        approximateArrivalTimestamp: record.arrivedAt / 1000,
      },
      eventSource: 'aws:kinesis',
      eventVersion: '1.0',
      eventID: `${this.shardId}:${record.sequenceNumber}`,
      eventName: 'aws:kinesis:record',
      invokeIdentityArn: this.origin.invokeIdentityArn,
      awsRegion: this.awsRegion,
      eventSourceARN: this.origin.streamArn,
    };
  }
}
