/**
 * RecordDeAggregation: splits a record into its JSON documents, which are newline-delimited or
 * concatenated.
 */

export interface Document {
  readonly text: string;
  readonly value: object;
}

/** @returns the documents in order, or why the record is not a sequence of JSON objects. */
export function splitDocuments(record: Buffer): readonly Document[] | { readonly problem: string } {
  const text = record.toString('utf8');
  return byLines(text) ?? byBraces(text);
}

/** The common case: one document a line. `undefined` when some line is not a document. */
function byLines(text: string): readonly Document[] | undefined {
  const documents: Document[] = [];
  for (const line of text.split('\n')) {
    if (line.trim() === '') continue;
    const document = parse(line);
    if (!document) return undefined;
    documents.push(document);
  }
  return documents;
}

/** The general case: any or no white space between documents, and line breaks within them. */
function byBraces(text: string): readonly Document[] | { readonly problem: string } {
  const documents: Document[] = [];
  let start = skipSpace(text, 0);
  while (start < text.length) {
    const end = endOfObject(text, start);
    const document = end === undefined ? undefined : parse(text.slice(start, end));
    if (end === undefined || !document) return { problem: `Encountered malformed JSON at character ${start}` };
    documents.push(document);
    start = skipSpace(text, end);
  }
  return documents;
}

function parse(text: string): Document | undefined {
  try {
    const value: unknown = JSON.parse(text);
    return typeof value === 'object' && value !== null && !Array.isArray(value) ? { text, value } : undefined;
  } catch {
    return undefined;
  }
}

function skipSpace(text: string, from: number): number {
  const space = /\s*/y;
  space.lastIndex = from;
  space.test(text);
  return space.lastIndex;
}

/** The position after the object that begins at `start`. Braces within strings do not count. */
function endOfObject(text: string, start: number): number | undefined {
  if (text[start] !== '{') return undefined;
  const marks = /[{}]|"(?:[^"\\]|\\.)*"/gs;
  marks.lastIndex = start;
  let depth = 0;
  for (let mark = marks.exec(text); mark; mark = marks.exec(text)) {
    if (mark[0] === '{') depth += 1;
    if (mark[0] === '}') depth -= 1;
    if (depth === 0) return marks.lastIndex;
  }
  return undefined;
}
