/** Finds in the wiring where trips can be, and reads the ids of those that are there. */

import path from 'node:path';
import { deaggregate } from '../../../common/kpl/decode';
import type { QuarantineLine } from '../../../lambda/transform/contract';
import { readTrip } from '../../../telemetry/trip-json';
import { Bucket } from '../../aws/bucket/bucket';
import { tableOf } from '../../aws/template/look-up';
import type { Wiring } from '../../aws/template/wiring';
import { lakeMappings } from '../wiring/halves';
import type { Destination } from './audit';

/** A trip found outside the lake. */
export interface Entry {
  readonly destination: Destination;
  /** Undefined for anything but a trip, such as another sender's broken document. */
  readonly tripId: string | undefined;
  readonly reasons: readonly string[];
}

/** Reads everything that was quarantined, failed or errored from the template's buckets. */
export async function* entriesOf(wiring: Wiring, stateFolder: string): AsyncGenerator<Entry> {
  for (const stream of wiring.deliveryStreams) {
    const bucket = new Bucket(stateFolder, stream.bucketName);
    if (!stream.parquet) yield* objectsOf(bucket, fixedPart(stream.prefix), quarantineEntries);
    yield* objectsOf(bucket, fixedPart(stream.errorOutputPrefix), errorEntries);
  }
  // The analytics half also has an on-failure destination, but its batches hold no trips.
  for (const { onFailureBucket } of lakeMappings(wiring))
    if (onFailureBucket) yield* objectsOf(new Bucket(stateFolder, onFailureBucket), '', failureEntries);
}

/** The Parquet files of a delivery stream, and the columns of their Glue table. */
export interface LakeFiles {
  readonly folder: string;
  readonly columns: readonly string[];
}

export function lakesOf(wiring: Wiring, stateFolder: string): readonly LakeFiles[] {
  return wiring.deliveryStreams.flatMap(({ bucketName, prefix, parquet }) => {
    const table = tableOf(wiring.tables, parquet);
    if (!table) return [];
    const folder = path.join(new Bucket(stateFolder, bucketName).root, fixedPart(prefix));
    return [{ folder, columns: table.columns.map(({ name }) => name) }];
  });
}

/** The folders at the beginning of a prefix that contain no expression. */
export function fixedPart(prefix: string): string {
  const fixed = prefix.split('!{')[0] ?? '';
  return fixed.slice(0, fixed.lastIndexOf('/') + 1);
}

async function* objectsOf(
  bucket: Bucket,
  prefix: string,
  read: (text: string) => Iterable<Entry>,
): AsyncGenerator<Entry> {
  for (const key of await bucket.list(prefix)) yield* read((await bucket.read(key)).toString('utf8'));
}

function* quarantineEntries(text: string): Generator<Entry> {
  for (const document of linesOf<QuarantineLine>(text))
    if ((document.part ?? 1) === 1)
      yield { destination: 'quarantined', tripId: document.trip_id, reasons: document.reasons };
}

interface ErrorDocument {
  readonly errorCode?: string;
  readonly lastErrorCode?: string;
  /** The record in base64. */
  readonly rawData: string;
}

function* errorEntries(text: string): Generator<Entry> {
  for (const { errorCode, lastErrorCode, rawData } of linesOf<ErrorDocument>(text)) {
    const reasons = [errorCode ?? lastErrorCode ?? 'unknown'];
    for (const line of Buffer.from(rawData, 'base64').toString('utf8').split('\n'))
      if (line.trim() !== '') yield { destination: 'errored', tripId: tripIdOf(line), reasons };
  }
}

interface FailureRecord {
  /** The function's event as JSON. */
  readonly payload: string;
}

interface KinesisEvent {
  readonly Records: readonly { readonly kinesis: { readonly partitionKey: string; readonly data: string } }[];
}

function* failureEntries(text: string): Generator<Entry> {
  const { payload } = JSON.parse(text) as FailureRecord;
  for (const { kinesis } of (JSON.parse(payload) as KinesisEvent).Records) {
    const record = { partitionKey: kinesis.partitionKey, data: Buffer.from(kinesis.data, 'base64') };
    for (const { data } of deaggregate(record))
      for (const line of Buffer.from(data).toString('utf8').split('\n'))
        if (line.trim() !== '') yield { destination: 'failed', tripId: tripIdOf(line), reasons: [] };
  }
}

function tripIdOf(json: string): string | undefined {
  const outcome = readTrip(json);
  return 'trip' in outcome ? outcome.trip.trip_id : undefined;
}

function* linesOf<T>(text: string): Generator<T> {
  for (const line of text.split('\n')) if (line !== '') yield JSON.parse(line) as T;
}
