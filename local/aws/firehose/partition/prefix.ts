/** Compiles and evaluates S3 prefixes. */
import { timestampPattern } from './timestamp-pattern';

/** Values for the expressions of a prefix. */
export interface PrefixValues {
  /** When the object's oldest record arrived, in milliseconds since 1970. */
  readonly arrivedAt: number;
  readonly partitionKeys?: Readonly<Record<string, string>>;
  readonly errorOutputType?: string;
}

type Segment = (values: PrefixValues) => string;

/**
 * An S3 prefix with Firehose's `!{namespace:value}` expressions. It is compiled once and evaluated
 * for each object.
 */
export interface Prefix {
  readonly hasExpressions: boolean;
  readonly hasErrorOutputType: boolean;
  /** Names after `partitionKeyFromQuery`, without duplicates. */
  readonly partitionKeys: readonly string[];
  evaluate(values: PrefixValues): string;
}

const EXPRESSION = /!\{([^:}]*):([^}]*)\}/g;

/**
 * @param field name of the setting, for messages.
 * @throws Error for an expression that Firehose or this emulation does not support.
 */
export function parsePrefix(text: string, field: string): Prefix {
  const segments: Segment[] = [];
  const found = [...text.matchAll(EXPRESSION)];
  let end = 0;
  for (const match of found) {
    segments.push(literal(text.slice(end, match.index), text, field));
    segments.push(expression(match, field));
    end = match.index + match[0].length;
  }
  segments.push(literal(text.slice(end), text, field));
  const valuesOf = (namespace: string) =>
    found.filter(([, name]) => name === namespace).map(([, , value]) => value ?? '');
  return {
    hasExpressions: found.length > 0,
    hasErrorOutputType: valuesOf('firehose').includes('error-output-type'),
    partitionKeys: [...new Set(valuesOf('partitionKeyFromQuery'))],
    evaluate: (values) => segments.map((segment) => segment(values)).join(''),
  };
}

function literal(part: string, text: string, field: string): Segment {
  if (part.includes('!{'))
    throw new Error(`${field} "${text}": "!{" must begin an expression such as !{timestamp:yyyy}.`);
  return () => part;
}

function expression([text, namespace, value = '']: RegExpExecArray, field: string): Segment {
  if (namespace === 'timestamp') {
    const format = timestampPattern(value);
    return ({ arrivedAt }) => format(arrivedAt);
  }
  if (namespace === 'partitionKeyFromQuery') return ({ partitionKeys }) => partitionKeys?.[value] ?? '';
  if (namespace === 'firehose' && value === 'error-output-type') return ({ errorOutputType }) => errorOutputType ?? '';
  if (namespace === 'firehose' && value === 'random-string') return randomString;
  throw new Error(
    `${field}: ${text} is not supported on one machine. Use timestamp, partitionKeyFromQuery, ` +
      'firehose:error-output-type or firehose:random-string.',
  );
}

/** As many letters and digits as in the Firehose guide. */
const RANDOM_CHARACTERS = 11;

/** Letters and digits that are new for each use. */
function randomString(): string {
  return Array.from({ length: RANDOM_CHARACTERS }, () => Math.floor(Math.random() * 36).toString(36)).join('');
}
