/** Describes Kinesis Data Streams to the HTTP edge. */

import type { Service } from '../../aws-json/edge';
import { ApiError } from '../../aws-json/protocol';
import { carriesRecords, perform } from './actions';
import type { Context } from './context';

/**
 * Four times the base64 of 10 MiB of records. So a call that is too large gets Kinesis's answer,
 * not a closed connection.
 */
const MAX_BODY_BYTES = 64 * 1024 * 1024;

const CBOR_REMEDY =
  'This local Kinesis endpoint speaks JSON only. Turn CBOR off in the client: AWS_CBOR_DISABLE=1 ' +
  '(AWS SDK for Java 1) or CBOR_ENABLED=false (AWS SDK for Java 2).';

/** @param context gives the present state that actions work on. */
export function kinesisService(context: () => Context): Service {
  return {
    name: 'Kinesis',
    target: 'Kinesis_20131202',
    maxBodyBytes: MAX_BODY_BYTES,
    perform: (action, body) => perform(action, body, context()),
    faults: (action) => (carriesRecords(action) ? context().faults : undefined),
    refusal: ({ headers }) =>
      headers['content-type']?.includes('cbor')
        ? new ApiError('UnsupportedMediaTypeException', CBOR_REMEDY, 415)
        : undefined,
    unknown: () =>
      new ApiError(
        'UnknownOperationException',
        'This is a local Kinesis endpoint: POST with the header X-Amz-Target: Kinesis_20131202.<action>.',
      ),
  };
}
