/**
 * Reads the fields of a request. A wrong type is a SerializationException, a wrong value a
 * ValidationException.
 */

import { type Body, isBody, malformed } from '../../aws-json/protocol';
import { invalidValue, missingValue } from '../stream/errors';

export function text(body: Body, field: string): string | undefined {
  const value = body[field];
  if (value === undefined || value === null) return undefined;
  if (typeof value !== 'string') throw malformed(`${field} is ${typeof value}: give a string.`);
  return value;
}

export function requiredText(body: Body, field: string): string {
  return text(body, field) ?? missing(field);
}

/** Reads a whole number within inclusive bounds. */
export function integer(body: Body, field: string, least: number, most: number): number | undefined {
  const value = number(body, field);
  if (value === undefined) return undefined;
  if (!Number.isInteger(value)) throw malformed(`${field} is ${value}: give a whole number.`);
  if (value < least) throw invalidValue(member(field), `have value greater than or equal to ${least}`, String(value));
  if (value > most) throw invalidValue(member(field), `have value less than or equal to ${most}`, String(value));
  return value;
}

export function number(body: Body, field: string): number | undefined {
  const value = body[field];
  if (value === undefined || value === null) return undefined;
  if (typeof value !== 'number') throw malformed(`${field} is ${typeof value}: give a number.`);
  return value;
}

export function structure(body: Body, field: string): Body | undefined {
  const value = body[field];
  if (value === undefined || value === null) return undefined;
  if (!isBody(value)) throw malformed(`${field} is not a structure.`);
  return value;
}

/** Reads a value of a closed set. */
export function oneOf<Value extends string>(body: Body, field: string, values: readonly Value[]): Value | undefined {
  const value = text(body, field);
  if (value === undefined) return undefined;
  const known = values.find((candidate) => candidate === value);
  if (known === undefined) throw invalidValue(member(field), `satisfy enum value set: [${values.join(', ')}]`, value);
  return known;
}

export function missing(field: string): never {
  throw missingValue(member(field));
}

/** AWS's messages write a field with a lower-case first letter: streamName. */
export function member(field: string): string {
  return field.charAt(0).toLowerCase() + field.slice(1);
}
