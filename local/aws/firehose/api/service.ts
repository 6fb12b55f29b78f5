/** Describes Amazon Data Firehose to the HTTP edge. */
import type { Service } from '../../aws-json/edge';
import { type Context, isPut, perform } from './actions';
import { unknownOperation } from './put-input';

/**
 * Four times the base64 of 4 MiB of records. So a call that is too large gets Firehose's answer,
 * not a closed connection.
 */
const MAX_BODY_BYTES = 24 * 1024 * 1024;

export function firehoseService(context: Context): Service {
  return {
    name: 'Firehose',
    target: 'Firehose_20150804',
    maxBodyBytes: MAX_BODY_BYTES,
    perform: (action, body) => perform(action, body, context),
    faults: (action) => (isPut(action) ? context.faults : undefined),
    unknown: unknownOperation,
  };
}
