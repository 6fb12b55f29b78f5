/** What can be wrong with a row, a document or a trip. */
import type { FieldName } from './catalogue';

/** A value as it is read: a CSV cell or a JSON value. */
export type Raw = string | number | boolean;

export type ProblemCode =
  | 'missing'
  | 'malformed'
  | 'below_minimum'
  | 'above_maximum'
  | 'unknown_value'
  | 'before_pickup'
  | 'outside_lake'
  | 'wrong_width'
  | 'unclosed_quote'
  | 'not_utf8'
  | 'not_json'
  | 'not_an_object'
  | 'too_large';

/** One thing that is wrong. Bad data is a value: nothing throws for it. */
export interface Problem {
  /** The field, or the row or document as a whole. */
  readonly field: FieldName | 'row' | 'document';
  readonly code: ProblemCode;
  /** The value as it was read, cut to 100 characters; absent if there is none. */
  readonly value?: Raw;
}

/** Makes a problem. Its value is cut short, as the payload is kept elsewhere. */
export function problem(field: Problem['field'], code: ProblemCode, value?: Raw): Problem {
  if (value === undefined) return { field, code };
  return { field, code, value: typeof value === 'string' ? value.slice(0, 100) : value };
}

/** @returns the name that problems are counted under: `passenger_count:below_minimum` */
export function reason({ field, code }: Problem): string {
  return `${field}:${code}`;
}
