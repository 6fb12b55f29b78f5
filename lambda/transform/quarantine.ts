/** What is kept of a document that cannot be used: why, where it came from, and all of it, fit to be replayed. */
import type { Trip } from '../../telemetry/catalogue';
import { type Problem, reason } from '../../telemetry/problem';
import { jsonPayload } from '../shared/unusable';
import type { Origin, Quarantined, QuarantineLine } from './contract';
import type { Document } from './documents';
import { fitsRecord } from './pack';

/** Characters of an id or a source that are repeated beside the payload: a payload of any size still fits in parts. */
const LABEL_LENGTH = 256;

/** @param trip what could be read of the document; its id and source are looked for in the payload without it */
export function quarantined(
  document: Document,
  origin: Origin,
  found: { readonly problems: readonly Problem[]; readonly trip?: Trip; readonly quarantinedAt: string },
): Quarantined {
  const named = found.trip ?? namedIn(document);
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

function namedIn(document: Document): { readonly trip_id?: unknown; readonly source?: unknown } {
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
 * The quarantine document as lines of JSON, each with its line end: one, or as many as it takes for each to fit a
 * Firehose record. The parts' payloads joined in order are the document, in base64 where its bytes are no UTF-8.
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

/** Halves the text until every piece fits: how much longer escapes make it is known only by writing it. */
function cut(text: string, fits: (piece: string) => boolean): readonly string[] {
  if (fits(text)) return [text];
  const half = text.length >> 1;
  const unit = text.charCodeAt(half);
  // A surrogate pair stays together: alone its halves are no UTF-8.
  const middle = unit >= 0xdc00 && unit <= 0xdfff ? half + 1 : half;
  return [...cut(text.slice(0, middle), fits), ...cut(text.slice(middle), fits)];
}
