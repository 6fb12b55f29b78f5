/** The bounds of a trip as conditions of SQL: what `telemetry/bounds` tells of one trip, asked of a stream of them. */
import type { LakeYears } from '../telemetry/bounds';
import { FIELDS, type FieldName, VENDOR_IDS } from '../telemetry/catalogue';
import { type ProblemCode, reason } from '../telemetry/problem';
import { quote } from './render';
import { MALFORMED } from './trip-fields';

/** A condition that is true of what is wrong, null where it does not apply. */
interface Violation {
  readonly reason: string;
  readonly condition: string;
}

function violation(field: FieldName, code: ProblemCode, condition: string): Violation {
  return { reason: reason({ field, code }), condition };
}

/** Where one of these is true a record is no trip, and nothing more is asked of it. */
const UNREADABLE = [
  ...FIELDS.filter(({ required }) => required === 'readable').map(({ name }) =>
    violation(name, 'missing', `${name} IS NULL`),
  ),
  ...MALFORMED.map(({ name, condition }) => violation(name, 'malformed', condition)),
];

/** The bounds that `implausibilities` keeps, in its order. */
function implausibilities(years: LakeYears): readonly Violation[] {
  return [
    violation('vendor_id', 'missing', 'vendor_id IS NULL'),
    violation('vendor_id', 'unknown_value', `vendor_id NOT IN (${VENDOR_IDS.map(quote).join(', ')})`),
    violation('dropoff_at', 'before_pickup', 'dropoff_at < pickup_at'),
    ...FIELDS.flatMap(({ name, minimum, maximum }) => [
      ...(minimum === undefined ? [] : [violation(name, 'below_minimum', `${name} < ${minimum}`)]),
      ...(maximum === undefined ? [] : [violation(name, 'above_maximum', `${name} > ${maximum}`)]),
    ]),
    // Instants in UTC are written alike, so that they compare as text.
    violation('pickup_at', 'outside_lake', `pickup_at < '${years.from}' OR pickup_at >= '${years.to + 1}'`),
  ];
}

/** True of a plausible trip, false of every other record; never null. */
export function isPlausible(years: LakeYears): string {
  return [...UNREADABLE, ...implausibilities(years)]
    .map(({ condition }) => `(${condition}) IS NOT TRUE`)
    .join('\n  AND ');
}

/** A list of the reasons of a record that is not plausible, as `telemetry/problem` writes them, with nulls between. */
export function reasons(years: LakeYears): string {
  const unreadable = UNREADABLE.map(({ condition }) => `(${condition})`).join(' OR ');
  return `CASE WHEN ${unreadable} THEN ${list(UNREADABLE)} ELSE ${list(implausibilities(years))} END`;
}

function list(violations: readonly Violation[]): string {
  const cases = violations.map((one) => `CASE WHEN ${one.condition} THEN ${quote(one.reason)} END`);
  return `ARRAY[\n    ${cases.join(',\n    ')}\n  ]`;
}

/** True where both ends of the trip have coordinates; false of NaN too, which comes as text and is no place. */
export const ARE_LOCATED = FIELDS.filter(({ name }) => /_(longitude|latitude)$/.test(name))
  .map(({ name, minimum, maximum }) => `${name} BETWEEN ${minimum} AND ${maximum}`)
  .join(' AND ');
