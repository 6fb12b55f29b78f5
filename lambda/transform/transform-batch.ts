/** Turns a Kinesis batch into Firehose records. Each document goes to the lake or to quarantine. */
import { deaggregate } from '../../common/kpl/decode';
import { implausibilities, type LakeYears } from '../../telemetry/bounds';
import type { Trip } from '../../telemetry/catalogue';
import { type Problem, problem } from '../../telemetry/problem';
import { readTrip, writeTrip } from '../../telemetry/trip-json';
import type { BatchRecord } from '../shared/batch';
import type { Quarantined } from './contract';
import { type Document, documentsOf } from './documents';
import { fitsRecord, type PackedRecord, Packer } from './pack';
import { describeQuarantined, quarantineLines } from './quarantine';

/** Records of one shard, in the shard's order. */
export interface Batch {
  readonly stream: string;
  readonly records: readonly BatchRecord[];
}

export interface Rules {
  /** When the batch arrived, ISO 8601 in UTC. */
  readonly ingestedAt: string;
  readonly years: LakeYears;
  readonly documentsPerRecord: number;
}

export interface Transformed {
  readonly trips: readonly PackedRecord[];
  readonly quarantine: readonly PackedRecord[];
  /** Number of trips. */
  readonly accepted: number;
  readonly quarantined: readonly Quarantined[];
}

export function transformBatch({ stream, records }: Batch, rules: Rules): Transformed {
  const trips = new Packer(rules.documentsPerRecord);
  const quarantine = new Packer(rules.documentsPerRecord);
  const setAside: Quarantined[] = [];
  let accepted = 0;
  for (const [position, record] of records.entries()) {
    let index = 0;
    for (const document of unpack(record)) {
      const cleansed = standardise(document, `kinesis:${stream}`, rules);
      if ('line' in cleansed) {
        trips.add(cleansed.line, position);
        accepted += 1;
      } else {
        const { shardId: shard_id, sequenceNumber: sequence_number } = record;
        const origin = { stream, shard_id, sequence_number, sub_sequence_number: index };
        const about = describeQuarantined(document, origin, { ...cleansed, quarantinedAt: rules.ingestedAt });
        for (const line of quarantineLines(about, document)) quarantine.add(line, position);
        setAside.push(about);
      }
      index += 1;
    }
  }
  return { trips: trips.finish(), quarantine: quarantine.finish(), accepted, quarantined: setAside };
}

function* unpack({ partitionKey, data }: BatchRecord): Generator<Document> {
  for (const userRecord of deaggregate({ partitionKey, data: Buffer.from(data, 'base64') }))
    yield* documentsOf(userRecord.data);
}

type Cleansed = { readonly line: string } | { readonly problems: readonly Problem[]; readonly trip?: Trip };

function standardise(document: Document, streamSource: string, { ingestedAt, years }: Rules): Cleansed {
  if (typeof document !== 'string') return { problems: [problem('document', 'not_utf8')] };
  const read = readTrip(document);
  if ('problems' in read) return read;
  const { trip } = read;
  const problems = implausibilities(trip, years);
  if (problems.length > 0) return { problems, trip };
  trip.source ??= streamSource;
  trip.ingested_at = ingestedAt;
  const line = `${writeTrip(trip)}\n`;
  return fitsRecord(line) ? { line } : { problems: [problem('document', 'too_large')], trip };
}
