/** Amazon Data Firehose as the HTTP edge serves it. */
import type { Service } from '../../aws-json/edge';
import { type Context, isPut, perform } from './actions';
import { unknownOperation } from './put-input';

/** Four times what 4 MiB of records take as base64: a call too large gets Firehose's answer, not a cut connection. */
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
