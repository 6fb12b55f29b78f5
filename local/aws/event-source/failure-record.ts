/** The object that an on-failure destination gets for a batch, as Lambda writes it to S3. */
import { randomUUID } from 'node:crypto';
import type { InvocationResult } from '../function/invocation';
import type { StoredRecord } from '../kinesis/shard/record';

/** A bucket, or a folder that stands for one. */
export interface FailureDestination {
  /**
   * A rejection stops the mapping, so that no record is lost.
   * @param key the object's key, with `/` between its parts.
   */
  write(key: string, body: string): Promise<void>;
}

export type FailureCondition = 'RetryAttemptsExhausted' | 'RecordAgeExceeded';

/** Records that will not be delivered, and why. */
export interface GivenUpBatch {
  readonly records: readonly StoredRecord[];
  readonly condition: FailureCondition;
  readonly invocations: number;
  /** The last answer. Absent for records that were too old before the first invocation. */
  readonly lastResult: InvocationResult | undefined;
}

export interface FailureOrigin {
  readonly mappingId: string;
  readonly functionArn: string;
  readonly streamArn: string;
  readonly shardId: string;
}

/**
 * The object's key, in Lambda's form.
 * @param at instant of the failure, in milliseconds since 1970
 */
export function failureKey(origin: FailureOrigin, at: number): string {
  const [date = '', time = ''] = new Date(at).toISOString().slice(0, 19).split('T');
  const folder = `aws/lambda/${origin.mappingId}/${origin.shardId}/${date.replaceAll('-', '/')}`;
  return `${folder}/${date}T${time.replaceAll(':', '.')}-${randomUUID()}`;
}

/**
 * The object's body, in Lambda's form.
 * @param at instant of the failure, in milliseconds since 1970
 * @param payload the event as JSON. Of all destinations only S3 gets it, where it outlives the
 *   stream's retention
 * @see https://docs.aws.amazon.com/lambda/latest/dg/kinesis-on-failure-destination.html
 */
export function failureRecord(origin: FailureOrigin, batch: GivenUpBatch, at: number, payload: string): string {
  const { records, lastResult } = batch;
  const first = records[0];
  const last = records.at(-1);
  return JSON.stringify({
    requestContext: {
      requestId: lastResult?.requestId ?? randomUUID(),
      functionArn: origin.functionArn,
      condition: batch.condition,
      approximateInvokeCount: batch.invocations,
    },
    ...(lastResult && { responseContext: responseContext(lastResult) }),
    version: '1.0',
    timestamp: new Date(at).toISOString(),
    KinesisBatchInfo: {
      shardId: origin.shardId,
      startSequenceNumber: first?.sequenceNumber,
      endSequenceNumber: last?.sequenceNumber,
      approximateArrivalOfFirstRecord: first && new Date(first.arrivedAt).toISOString(),
      approximateArrivalOfLastRecord: last && new Date(last.arrivedAt).toISOString(),
      batchSize: records.length,
      streamArn: origin.streamArn,
    },
    payload,
  });
}

function responseContext(result: InvocationResult) {
  const functionError = result.ok ? {} : { functionError: 'Unhandled' };
  return { statusCode: 200, executedVersion: '$LATEST', ...functionError };
}
