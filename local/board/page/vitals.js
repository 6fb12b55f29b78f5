/** The large figures under the diagram, and the list of what went wrong. */
import { byId, make, write } from './dom.js';
import { count, figure } from './text.js';

/** @import { Figure, Vital } from '../page-state' */

/** @typedef {{ value: HTMLElement, detail: HTMLElement }} Parts */

/** @type {Map<string, Parts>} */
const known = new Map();

/** @param {readonly Vital[]} vitals */
export function showVitals(vitals) {
  for (const { id, label, figure: number, detail = '' } of vitals) {
    const parts = known.get(id) ?? addVital(id, label);
    write(parts.value, number ? figureText(number) : '–');
    write(parts.detail, detail);
  }
}

/**
 * @param {string} id
 * @param {string} label
 * @returns {Parts}
 */
function addVital(id, label) {
  const parts = { value: make('dd', { class: 'value' }), detail: make('dd', { class: 'detail' }) };
  const title = make('dt', {}, label);
  byId('vitals').append(make('div', { class: 'vital', 'data-vital': id }, title, parts.value, parts.detail));
  known.set(id, parts);
  return parts;
}

/**
 * The label names the unit already, unless it is a time.
 * @param {Figure} number
 */
const figureText = (number) => (number.unit === 'ms' ? figure(number) : count(number.value));

/** @param {readonly string[]} troubles */
export function showTroubles(troubles) {
  const place = byId('troubles');
  place.hidden = troubles.length === 0;
  if ([...place.children].map(({ textContent }) => textContent).join('\n') === troubles.join('\n')) return;
  place.replaceChildren(...troubles.map((text) => make('li', {}, text)));
}
