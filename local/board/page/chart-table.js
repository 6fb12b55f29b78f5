/** The numbers of a picture as a table: what its tooltips show, one row for each mark. */

/** @import { Mark, Spec, View } from 'vega' */
/** @import { Column } from './table.js' */

/** @typedef {Readonly<Record<string, unknown>>} Datum */

/**
 * A line of a tooltip, as Vega-Lite's `encoding.tooltip` gives it.
 * @typedef {object} TooltipField
 * @property {string} field
 * @property {string} type
 * @property {string} [title]
 * @property {string} [format]
 * @property {string} [timeUnit]
 */

/**
 * @typedef {object} Layer
 * @property {{ readonly tooltip?: unknown }} [encoding]
 * @property {readonly Layer[]} [layer]
 */

/**
 * @param {View} view
 * @param {Layer} source the panel's Vega-Lite specification
 * @param {Spec} compiled the Vega specification made of it
 * @returns {{ columns: readonly Column[], rows: readonly (readonly string[])[] }}
 */
export function tooltipTable(view, source, compiled) {
  const fields = tooltipFields(source);
  const name = tooltipData(compiled);
  /** @type {readonly Datum[]} */
  const data = name === undefined ? [] : view.data(name);
  const rows = data.map((datum) => fields.map((field) => format(datum[field.field], field)));
  const distinct = new Map(rows.map((cells) => [JSON.stringify(cells), cells]));
  return {
    columns: fields.map(({ field, title, type }) => ({ title: title ?? field, numeric: type === 'quantitative' })),
    rows: [...distinct.values()],
  };
}

/**
 * The tooltip of the topmost layer that has a list of fields.
 * @param {Layer} source
 * @returns {readonly TooltipField[]}
 */
function tooltipFields(source) {
  const tooltips = [source, ...(source.layer ?? [])].map(({ encoding }) => encoding?.tooltip);
  return tooltips.findLast((tooltip) => Array.isArray(tooltip)) ?? [];
}

/**
 * The data source of the topmost marks with a tooltip.
 * @param {Spec} compiled
 */
function tooltipData({ marks = [] }) {
  const from = marks.flatMap(marksIn).findLast((mark) => mark.encode?.update?.tooltip)?.from;
  return from && 'data' in from ? from.data : undefined;
}

/**
 * @param {Mark} mark
 * @returns {readonly Mark[]}
 */
const marksIn = (mark) => [mark, ...('marks' in mark ? (mark.marks ?? []) : []).flatMap(marksIn)];

/**
 * @param {unknown} value
 * @param {TooltipField} field
 */
function format(value, { type, format: pattern, timeUnit }) {
  if (value === undefined || value === null) return '';
  const locale = vega.defaultLocale();
  if (type === 'quantitative')
    return pattern ? locale.format(pattern)(Number(value)) : Number(value).toLocaleString('en-US');
  // Panels give New York's clock times as if they were UTC.
  if (type === 'temporal')
    return locale.utcFormat(pattern ?? (timeUnit ? '%Y-%m-%d' : '%Y-%m-%d %H:%M'))(new Date(Number(value)));
  return String(value);
}
