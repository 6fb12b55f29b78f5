/**
 * Writes the bounds of a trip as SQL conditions, which say of a stream what `telemetry/bounds` says
 * of one trip.
 */
import type { LakeYears } from '../telemetry/bounds';
import { FIELDS, type FieldName, VENDOR_IDS } from '../telemetry/catalogue';
import { type ProblemCode, reason } from '../telemetry/problem';
import { quote } from './render';
import { MALFORMED } from './trip-fields';

/** A condition that is true for a record that is wrong, and null where the bound does not apply. */
interface Violation {
  readonly reason: string;
  readonly condition: string;
}

function violation(field: FieldName, code: ProblemCode, condition: string): Violation {
  return { reason: reason({ field, code }), condition };
}

/** A record for which one of these is true is not a trip, and no other bound is checked. */
const UNREADABLE = [
  ...FIELDS.filter(({ required }) => required === 'readable').map(({ name }) =>
    violation(name, 'missing', `${name} IS NULL`),
  ),
  ...MALFORMED.map(({ name, condition }) => violation(name, 'malformed', condition)),
];

/** The bounds of `implausibilities` in `telemetry/bounds`, in the same order. */
function implausibilities(years: LakeYears): readonly Violation[] {
  return [
    violation('vendor_id', 'missing', 'vendor_id IS NULL'),
    violation('vendor_id', 'unknown_value', `vendor_id NOT IN (${VENDOR_IDS.map(quote).join(', ')})`),
    violation('dropoff_at', 'before_pickup', 'dropoff_at < pickup_at'),
    ...FIELDS.flatMap(({ name, minimum, maximum }) => [
      ...(minimum === undefined ? [] : [violation(name, 'below_minimum', `${name} < ${minimum}`)]),
      ...(maximum === undefined ? [] : [violation(name, 'above_maximum', `${name} > ${maximum}`)]),
    ]),
    // All instants in UTC have the same form, so they can be compared as text.
    violation('pickup_at', 'outside_lake', `pickup_at < '${years.from}' OR pickup_at >= '${years.to + 1}'`),
  ];
}

/** A condition that is true for a plausible trip and false for every other record, never null. */
export function isPlausible(years: LakeYears): string {
  return [...UNREADABLE, ...implausibilities(years)]
    .map(({ condition }) => `(${condition}) IS NOT TRUE`)
    .join('\n  AND ');
}

/**
 * An array of the reasons why a record is not plausible, written as in `telemetry/problem`, with
 * nulls between them.
 */
export function reasons(years: LakeYears): string {
  const unreadable = UNREADABLE.map(({ condition }) => `(${condition})`).join(' OR ');
  return `CASE WHEN ${unreadable} THEN ${reasonArray(UNREADABLE)} ELSE ${reasonArray(implausibilities(years))} END`;
}

function reasonArray(violations: readonly Violation[]): string {
  const cases = violations.map((one) => `CASE WHEN ${one.condition} THEN ${quote(one.reason)} END`);
  return `ARRAY[\n    ${cases.join(',\n    ')}\n  ]`;
}

/**
 * A condition that is true when both ends of the trip have coordinates. NaN, which comes as text,
 * is not a place.
 */
export const ARE_LOCATED = FIELDS.filter(({ name }) => /_(longitude|latitude)$/.test(name))
  .map(({ name, minimum, maximum }) => `${name} BETWEEN ${minimum} AND ${maximum}`)
  .join(' AND ');
