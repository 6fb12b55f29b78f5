/** Writes numbers out for people. */

const whole = new Intl.NumberFormat('en-US', { maximumFractionDigits: 0 });
const compact = new Intl.NumberFormat('en-US', { notation: 'compact', maximumFractionDigits: 2 });

/** Below this a number is written in full: ten million is as wide as an arrow has room for. */
const WIDE = 10_000_000;

/** `20,055`. */
export const count = (value) => whole.format(value);

/** In full where there is room for it: `20,055`, `12.35M`. */
export const short = (value) => (value < WIDE ? whole.format(value) : compact.format(value));

/** `1,234/s`; small rates keep a decimal. */
export function rate(perSecond) {
  return `${perSecond > 0 && perSecond < 10 ? perSecond.toFixed(1) : count(perSecond)}/s`;
}

/** `2.9 s`, `0.1 s`, `12 min`. */
export function seconds(ms) {
  if (ms < 120_000) return `${(ms / 1000).toFixed(1)} s`;
  return `${count(ms / 60_000)} min`;
}

/** `1:07`, `2:03:09`. */
export function clock(ms) {
  const all = Math.floor(ms / 1000);
  const parts = [Math.floor(all / 3600), Math.floor(all / 60) % 60, all % 60];
  const shown = parts[0] > 0 ? parts : parts.slice(1);
  return shown.map((part, place) => (place === 0 ? String(part) : String(part).padStart(2, '0'))).join(':');
}

/** A figure with its unit: `4 shards`, `1 shard`, `0.3 s`. */
export function figure({ value, unit }) {
  if (unit === 'ms') return seconds(value);
  return `${count(value)} ${noun(value, unit)}`;
}

/** @param unit in the plural */
export const noun = (value, unit) => (value === 1 ? unit.slice(0, -1) : unit);

/** What a box says, in one line. */
export function note({ label, figure: number, text } = {}) {
  return [label, number && figure(number), text].filter(Boolean).join(' ');
}

/** `1.2 MiB`. */
export function bytes(value) {
  const units = ['B', 'KiB', 'MiB', 'GiB'];
  const power = Math.min(3, Math.max(0, Math.floor(Math.log2(Math.max(1, value)) / 10)));
  const scaled = value / 1024 ** power;
  return `${scaled.toFixed(scaled < 10 && power > 0 ? 1 : 0)} ${units[power]}`;
}
