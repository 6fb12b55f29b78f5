/**
 * The part of jq that partition keys need: `{year: .pickup_at[0:4], vendor: .vendor.id}`. Anything
 * else is refused when the stream starts, so that no query is misread.
 */
export interface ExtractionQuery {
  readonly keys: readonly string[];
  /** @returns one text per key, in the order of `keys`, or why a key has no value. */
  extract(document: unknown): readonly string[] | { readonly problem: string };
}

interface Selection {
  readonly key: string;
  /** The path as written, for messages. */
  readonly path: string;
  select(document: unknown): unknown;
}

const NAME = '[A-Za-z_][A-Za-z0-9_]*';
const ENTRY = new RegExp(
  String.raw`^\s*(?:(${NAME})|"(${NAME})")\s*:\s*((?:\.(?:${NAME}|"[^"\\]+")|\[-?\d*:-?\d*\])+)\s*$`,
);
const STEP = new RegExp(String.raw`\.(?:(${NAME})|"([^"\\]+)")|\[(-?\d*):(-?\d*)\]`, 'g');

/** @throws Error naming the expression that is not supported. */
export function parseExtractionQuery(query: string): ExtractionQuery {
  const body = /^\s*\{(.*)\}\s*$/s.exec(query)?.[1];
  if (body === undefined) throw unsupported(query);
  const selections = body.split(/,(?=(?:[^"]*"[^"]*")*[^"]*$)/).map(parseEntry);
  const keys = selections.map(({ key }) => key);
  const repeated = keys.find((key, at) => keys.indexOf(key) !== at);
  if (repeated) throw new Error(`MetadataExtraction query "${query}" names the key "${repeated}" twice: name it once.`);
  return { keys, extract: (document) => extract(selections, document) };
}

function parseEntry(entry: string): Selection {
  const [, plain, quoted, path] = ENTRY.exec(entry) ?? [];
  const key = plain ?? quoted;
  if (key === undefined || path === undefined || !path.startsWith('.') || path.includes('[:]'))
    throw unsupported(entry.trim());
  const steps = [...path.matchAll(STEP)].map(([, name, quotedName, from, to]) => {
    const field = name ?? quotedName;
    return field === undefined ? slice(from ?? '', to ?? '') : access(field);
  });
  return { key, path, select: (document) => steps.reduce((value, step) => step(value), document) };
}

/** Marks a value that jq cannot descend into. jq reports an error, not a null. */
const REFUSED = Symbol('refused');

function access(field: string): (value: unknown) => unknown {
  return (value) => {
    if (value === null || value === undefined) return null;
    if (typeof value !== 'object' || Array.isArray(value)) return REFUSED;
    return Object.hasOwn(value, field) ? (value as Record<string, unknown>)[field] : null;
  };
}

function slice(from: string, to: string): (value: unknown) => unknown {
  const start = from === '' ? 0 : Number(from);
  const end = to === '' ? undefined : Number(to);
  return (value) => {
    if (value === null || value === undefined) return null;
    return typeof value === 'string' ? value.slice(start, end) : REFUSED;
  };
}

function extract(selections: readonly Selection[], document: unknown): readonly string[] | { problem: string } {
  const values: string[] = [];
  for (const { key, path, select } of selections) {
    const value = select(document);
    const text = typeof value === 'number' || typeof value === 'boolean' ? String(value) : value;
    if (typeof text !== 'string' || text === '') {
      return { problem: `partitionKeys values must not be null or empty: ${key} (${path})` };
    }
    values.push(text);
  }
  return values;
}

function unsupported(expression: string): Error {
  return new Error(
    `MetadataExtraction: "${expression}" is not supported on one machine. ` +
      'Write {key: .field, other: .nested.field, part: .text[0:4]}: field access and string slices.',
  );
}
