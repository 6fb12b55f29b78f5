/** The fields of a trip's JSON, derived from the catalogue: as a list of text, and as columns with types. */
import { FIELDS, type Field, type FieldName, type Kind } from '../telemetry/catalogue';
import { quote } from './render';

/** All fields with a bound or a statistic: not the text that says where a trip comes from and when it was taken in. */
const ASKED: readonly (Field & { readonly name: FieldName })[] = FIELDS.filter(
  ({ filledBy, required }) => filledBy === undefined || required !== undefined,
);

/** What becomes of a field's text; an instant stays text. */
const TYPES = {
  text: undefined,
  category: undefined,
  instant: undefined,
  integer: 'INT',
  decimal: 'DOUBLE',
  flag: 'BOOLEAN',
} as const satisfies Record<Kind, string | undefined>;

/** Each field's text out of the JSON of `record`, null where it is absent. */
export const FIELD_LIST = ASKED.map(({ name }) => `JSON_VALUE(record, '$.${name}')`).join(',\n    ');

/** A field's text out of the list; SQL counts from 1. */
export function element(name: FieldName): string {
  return `fields[${ASKED.findIndex((field) => field.name === name) + 1}]`;
}

/** A column for each field, under its name; of a value that is not of the field's type null. */
export const FIELD_COLUMNS = ASKED.map(({ name, kind }) => {
  const type = TYPES[kind];
  return type === undefined
    ? `${element(name)} AS \`${name}\``
    : `TRY_CAST(${element(name)} AS ${type}) AS \`${name}\``;
}).join(',\n  ');

/** An instant as `writeInstant` gives it. Flink would take hour 25 for a time, but not 30 February for a date. */
const INSTANT = '^....-..-..T([01][0-9]|2[0-3]):[0-5][0-9]:[0-5][0-9]([.][0-9]+)?Z$';

/** Fields with conditions that are true where there is a text, and it is not of the field's kind. */
export const MALFORMED: readonly { readonly name: FieldName; readonly condition: string }[] = ASKED.flatMap(
  ({ name, kind }) => {
    const type = TYPES[kind];
    if (kind === 'instant') return [{ name, condition: notAnInstant(element(name)) }];
    if (type === undefined) return [];
    return [{ name, condition: `${element(name)} IS NOT NULL AND TRY_CAST(${element(name)} AS ${type}) IS NULL` }];
  },
);

function notAnInstant(text: string): string {
  const isInstant = `REGEXP(${text}, ${quote(INSTANT)}) AND TRY_CAST(SUBSTRING(${text}, 1, 10) AS DATE) IS NOT NULL`;
  return `${text} IS NOT NULL AND NOT (${isInstant})`;
}
