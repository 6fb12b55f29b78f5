/** Reads a row of the statistics stream: its document, the document's version and content. */
import { isUtf8 } from 'node:buffer';
import { GENERATION_STEP, STATISTICS, type Statistic, versionOf } from '../../telemetry/statistics';

/** The document of a row. */
export interface Indexable {
  readonly index: string;
  readonly id: string;
  /** Of two rows of a document, the higher version wins; below 2^53. */
  readonly version: number;
  /** JSON on one line, without index, id and version. */
  readonly source: string;
  /** When its last trip arrived in the stream, milliseconds since 1970; absent if unknown. */
  readonly arrivedAt?: number;
}

/** Why a row cannot be indexed. */
export interface Refusal {
  /** Free of the row's values: `document_id:missing`, `opensearch:mapper_parsing_exception`. */
  readonly reason: string;
  /** OpenSearch's own message; it may quote the row. */
  readonly detail?: string;
}

type Fields = Readonly<Record<string, unknown>>;

const STATISTIC_BY_NAME: ReadonlyMap<unknown, Statistic> = new Map(STATISTICS.map((each) => [each.name, each]));

/** Maximum bytes of a document id. For a longer one OpenSearch refuses the whole call. */
const ID_BYTES = 512;

/** Generations below this keep the version below 2^53, where JSON's numbers are exact. */
const GENERATIONS = 2 ** 53 / GENERATION_STEP;

/** @param data the row as written by Flink: one JSON object in UTF-8 */
export function readRow(data: Uint8Array): Indexable | Refusal {
  if (!isUtf8(data)) return { reason: 'document:not_utf8' };
  const value = parse(Buffer.from(data.buffer, data.byteOffset, data.byteLength).toString());
  if (value === undefined) return { reason: 'document:not_json' };
  if (typeof value !== 'object' || value === null || Array.isArray(value)) return { reason: 'document:not_an_object' };
  return toIndexable(value as Fields);
}

function parse(text: string): unknown {
  try {
    return JSON.parse(text);
  } catch {
    return undefined;
  }
}

function toIndexable(row: Fields): Indexable | Refusal {
  const { statistic: name, document_id: id, n, ...document } = row;
  const statistic = STATISTIC_BY_NAME.get(name);
  if (statistic === undefined) return { reason: 'statistic:unknown_value' };
  if (typeof id !== 'string' || id === '') return { reason: 'document_id:missing' };
  if (Buffer.byteLength(id) > ID_BYTES) return { reason: 'document_id:too_large' };
  const { generation } = document;
  if (!isBelow(generation, GENERATIONS)) return { reason: 'generation:malformed' };
  if (!isBelow(n, GENERATION_STEP)) return { reason: 'n:malformed' };
  const index = indexOf(statistic, document);
  if (index === undefined) return { reason: `${statistic.monthlyBy}:malformed` };
  const arrivedAt = typeof document.arrived_at === 'string' ? Date.parse(document.arrived_at) : Number.NaN;
  const read = { index, id, version: versionOf(generation, n), source: JSON.stringify(document) };
  return Number.isNaN(arrivedAt) ? read : { ...read, arrivedAt };
}

function isBelow(value: unknown, limit: number): value is number {
  return Number.isInteger(value) && (value as number) >= 0 && (value as number) < limit;
}

/** @returns such as `trip-masked-2016.01` for a monthly index; undefined if the row has no month */
function indexOf({ name, monthlyBy }: Statistic, document: Fields): string | undefined {
  if (monthlyBy === undefined) return name;
  const [, year, month] = /^(\d{4})-(0[1-9]|1[0-2])-/.exec(String(document[monthlyBy])) ?? [];
  return year === undefined ? undefined : `${name}-${year}.${month}`;
}
