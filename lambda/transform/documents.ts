/** Finds the documents in a user record: one JSON document, or one per line. */
import { isUtf8 } from 'node:buffer';

/** A document as it arrived: its text, or its bytes where they are not UTF-8. */
export type Document = string | Uint8Array;

const NEWLINE = 10;

/**
 * Splits a user record into its documents, in order and without line ends. A record in which no
 * line is a JSON object counts as one document, so that a broken one is kept in one piece.
 */
export function documentsOf(data: Uint8Array): readonly Document[] {
  const bytes = data instanceof Buffer ? data : Buffer.from(data.buffer, data.byteOffset, data.byteLength);
  if (!isUtf8(bytes)) return linesOrWhole(linesOf(bytes), bytes);
  const text = bytes.toString();
  if (!text.includes('\n') || isJson(text)) return [text];
  return linesOrWhole(
    text.split('\n').filter((line) => line.trim() !== ''),
    text,
  );
}

function linesOrWhole(lines: readonly Document[], whole: Document): readonly Document[] {
  return lines.some((line) => typeof line === 'string' && line.trimStart().startsWith('{') && isJson(line))
    ? lines
    : [whole];
}

/** Splits bytes that are not all UTF-8. No multi-byte UTF-8 sequence contains a newline byte. */
function linesOf(bytes: Buffer): Document[] {
  const lines: Document[] = [];
  for (let start = 0; start < bytes.length; ) {
    const newline = bytes.indexOf(NEWLINE, start);
    const end = newline < 0 ? bytes.length : newline;
    const line = bytes.subarray(start, end);
    const document = isUtf8(line) ? line.toString() : line;
    if (typeof document !== 'string' || document.trim() !== '') lines.push(document);
    start = end + 1;
  }
  return lines;
}

function isJson(text: string): boolean {
  try {
    JSON.parse(text);
    return true;
  } catch {
    return false;
  }
}
