/** Finds the documents in a sender's record: one JSON document, or one on each line. */
import { isUtf8 } from 'node:buffer';

/** A document as it came: its text, or its bytes where they are no UTF-8. */
export type Document = string | Uint8Array;

const NEWLINE = 10;

/**
 * The documents of a user record in order, without the line ends between them.
 * A record in which no line is a JSON object is one document, so that what is broken is kept in one piece.
 */
export function documentsOf(data: Uint8Array): readonly Document[] {
  const bytes = data instanceof Buffer ? data : Buffer.from(data.buffer, data.byteOffset, data.byteLength);
  if (!isUtf8(bytes)) return orWhole(linesOf(bytes), bytes);
  const text = bytes.toString();
  if (!text.includes('\n') || isJson(text)) return [text];
  return orWhole(
    text.split('\n').filter((line) => line.trim() !== ''),
    text,
  );
}

function orWhole(lines: readonly Document[], whole: Document): readonly Document[] {
  return lines.some((line) => typeof line === 'string' && line.trimStart().startsWith('{') && isJson(line))
    ? lines
    : [whole];
}

/** The lines of bytes that are not all UTF-8; no byte of a longer UTF-8 sequence is a newline. */
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
