/** Divides Firehose records into calls that PutRecordBatch takes. */
import type { PackedRecord } from './pack';

/** Records and bytes of a call, at most: 500 and 4 MiB (PutRecordBatch). */
const CALL_RECORDS = 500;
const CALL_BYTES = 4 * 1024 * 1024;

/** The records in order, in groups of one call each. */
export function callsOf(records: readonly PackedRecord[]): readonly (readonly PackedRecord[])[] {
  const calls: PackedRecord[][] = [];
  let call: PackedRecord[] = [];
  let bytes = 0;
  for (const record of records) {
    if (call.length === 0 || call.length === CALL_RECORDS || bytes + record.data.length > CALL_BYTES) {
      call = [];
      bytes = 0;
      calls.push(call);
    }
    call.push(record);
    bytes += record.data.length;
  }
  return calls;
}
