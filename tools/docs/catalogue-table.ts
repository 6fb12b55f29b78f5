/** Writes the catalogue of a trip's fields as a table for people. */
import { FIELDS, type Field } from '../../telemetry/catalogue';
import { markdownTable } from './markdown-table';

/** @returns a Markdown table with a row for each field, in the catalogue's order */
export function catalogueTable(): string {
  const rows = FIELDS.map((field) => [
    `\`${field.name}\``,
    field.kind,
    field.unit ?? '',
    `${field.meaning}${field.filledBy ? ` (filled in by the ${field.filledBy})` : ''}`,
    plausible(field),
    field.headers.map((header) => `\`${header}\``).join(', '),
  ]);
  return markdownTable(['Field', 'Kind', 'Unit', 'Meaning', 'Plausible', 'Headers read'], rows);
}

function plausible({ minimum, maximum, values, required }: Field): string {
  const needed =
    required === undefined ? '' : required === 'readable' ? 'must be there' : 'must be there to be plausible';
  return [needed, bounds(minimum, maximum), values ? codes(values) : ''].filter((text) => text !== '').join('; ');
}

function bounds(minimum: number | undefined, maximum: number | undefined): string {
  if (minimum === undefined) return maximum === undefined ? '' : `≤ ${maximum}`;
  return maximum === undefined ? `≥ ${minimum}` : `${minimum} to ${maximum}`;
}

function codes(values: NonNullable<Field['values']>): string {
  return Object.entries(values)
    .map(([written, stored]) => (written === stored ? stored : `${written} = ${stored}`))
    .join(', ');
}
