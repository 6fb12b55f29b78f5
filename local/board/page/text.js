/** Formats numbers for people. */

/** @import { Figure, Note } from '../page-state' */

const whole = new Intl.NumberFormat('en-US', { maximumFractionDigits: 0 });
const compact = new Intl.NumberFormat('en-US', { notation: 'compact', maximumFractionDigits: 2 });

/** Numbers from here on are shortened: an arrow has room for ten characters. */
const SHORTENED_FROM = 10_000_000;

const BYTE_UNITS = /** @type {const} */ (['B', 'KiB', 'MiB', 'GiB']);

/**
 * `20,055`.
 * @param {number} value
 */
export const count = (value) => whole.format(value);

/**
 * `20,055`, `12.35M`.
 * @param {number} value
 */
export const short = (value) => (value < SHORTENED_FROM ? whole.format(value) : compact.format(value));

/**
 * `1,234/s`, `0.3/s`.
 * @param {number} perSecond
 */
export function rate(perSecond) {
  return `${perSecond > 0 && perSecond < 10 ? perSecond.toFixed(1) : count(perSecond)}/s`;
}

/**
 * `2.9 s`, `0.1 s`, `12 min`.
 * @param {number} ms
 */
export function seconds(ms) {
  if (ms < 120_000) return `${(ms / 1000).toFixed(1)} s`;
  return `${count(ms / 60_000)} min`;
}

/**
 * `1:07`, `2:03:09`.
 * @param {number} ms
 */
export function clock(ms) {
  const all = Math.floor(ms / 1000);
  const hours = Math.floor(all / 3600);
  const parts = [...(hours > 0 ? [hours] : []), Math.floor(all / 60) % 60, all % 60];
  return parts.map((part, place) => (place === 0 ? String(part) : String(part).padStart(2, '0'))).join(':');
}

/**
 * `4 shards`, `1 shard`, `0.3 s`.
 * @param {Figure} figure
 */
export function figure({ value, unit }) {
  if (unit === 'ms') return seconds(value);
  return `${count(value)} ${noun(value, unit)}`;
}

/**
 * @param {number} value
 * @param {string} unit in the plural
 */
export const noun = (value, unit) => (value === 1 ? unit.slice(0, -1) : unit);

/**
 * The third line of a box.
 * @param {Note} [note]
 */
export function note({ label, figure: number, text } = {}) {
  return [label, number && figure(number), text].filter(Boolean).join(' ');
}

/**
 * `1.2 MiB`; decimals only below ten.
 * @param {number} value
 */
export function bytes(value) {
  const power = Math.min(BYTE_UNITS.length - 1, Math.max(0, Math.floor(Math.log2(Math.max(1, value)) / 10)));
  const scaled = value / 1024 ** power;
  return `${scaled.toFixed(scaled < 10 && power > 0 ? 1 : 0)} ${BYTE_UNITS[power]}`;
}
