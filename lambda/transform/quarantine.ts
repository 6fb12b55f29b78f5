/** Writes quarantine lines: why, where from, and the whole document, so that it can be replayed. */
import type { Trip } from '../../telemetry/catalogue';
import { type Problem, reason } from '../../telemetry/problem';
import { jsonPayload } from '../shared/unusable';
import type { Origin, Quarantined, QuarantineLine } from './contract';
import type { Document } from './documents';
import { fitsRecord } from './pack';

/** Limit of an id or a source beside the payload: it leaves room for a part of the payload. */
const LABEL_LENGTH = 256;

/**
 * Describes why a document is quarantined and where it came from.
 * @param found.trip the trip, where the document could be read; its id and source are taken from it
 */
export function describeQuarantined(
  document: Document,
  origin: Origin,
  found: { readonly problems: readonly Problem[]; readonly trip?: Trip; readonly quarantinedAt: string },
): Quarantined {
  const named = found.trip ?? labelsIn(document);
  const id = label(named.trip_id);
  return {
    quarantined_at: found.quarantinedAt,
    reasons: found.problems.map(reason),
    problems: found.problems,
    ...(id === undefined ? {} : { trip_id: id }),
    source: label(named.source) ?? `kinesis:${origin.stream}`,
    ...origin,
  };
}

function labelsIn(document: Document): { readonly trip_id?: unknown; readonly source?: unknown } {
  if (typeof document !== 'string') return {};
  try {
    return JSON.parse(document) ?? {};
  } catch {
    return {};
  }
}

function label(value: unknown): string | undefined {
  const text = typeof value === 'string' || typeof value === 'number' ? String(value).trim() : '';
  return text === '' ? undefined : text.slice(0, LABEL_LENGTH);
}

/**
 * Writes a quarantined document as lines of JSON, each with its line end: one line, or as many as
 * are needed for each to fit into a Firehose record. The payloads of the parts, joined in order,
 * are the document; in base64 if its bytes are not UTF-8.
 */
export function quarantineLines(about: Quarantined, document: Document): readonly string[] {
  const { payload, ...encoding } = jsonPayload(document);
  const whole = lineOf({ ...about, ...encoding, payload });
  if (fitsRecord(whole)) return [whole];
  const line = (part: number, parts: number, piece: string) =>
    lineOf({ ...about, part, parts, ...encoding, payload: piece });
  const pieces = cut(payload, (piece) => fitsRecord(line(payload.length, payload.length, piece)));
  return pieces.map((piece, index) => line(index + 1, pieces.length, piece));
}

function lineOf(line: QuarantineLine): string {
  return `${JSON.stringify(line)}\n`;
}

/** Halves the text until every piece fits. Only writing a piece shows how long escapes make it. */
function cut(text: string, fits: (piece: string) => boolean): readonly string[] {
  if (fits(text)) return [text];
  const half = text.length >> 1;
  const unit = text.charCodeAt(half);
  // Keep surrogate pairs whole: half a pair is not UTF-8.
  const middle = unit >= 0xdc00 && unit <= 0xdfff ? half + 1 : half;
  return [...cut(text.slice(0, middle), fits), ...cut(text.slice(middle), fits)];
}
