/** A card with a table of facts: a number, what it is, and a detail. */
import { make } from './dom.js';

/** Reasons and differences shown before the rest are summed up. */
export const SHOWN = 3;

/** @typedef {'good' | 'bad' | ''} Tone */

/**
 * @typedef {object} Fact
 * @property {string} value
 * @property {string} label
 * @property {string} detail
 * @property {Tone} [detailTone]
 * @property {Tone} [valueTone]
 * @property {string} [rowClass]
 * @property {Readonly<Record<string, string>>} data attribute that names the number, for tests
 */

/**
 * @param {string} title
 * @param {string} caption what the table holds
 * @param {readonly Fact[]} facts
 * @param {readonly Node[]} below what follows the table
 */
export function factsCard(title, caption, facts, ...below) {
  return make(
    'div',
    { class: 'card' },
    make('div', { class: 'head' }, make('h2', {}, title)),
    make(
      'table',
      { class: 'facts' },
      make('caption', { class: 'unseen' }, caption),
      make('tbody', {}, ...facts.map(factRow)),
    ),
    ...below,
  );
}

/** @param {Fact} fact */
function factRow({ value, label, detail, detailTone = '', valueTone = '', rowClass, data }) {
  return make(
    'tr',
    { class: rowClass },
    make('td', { class: `number ${valueTone}`, ...data }, value),
    make('th', { scope: 'row' }, label),
    make('td', { class: `detail ${detailTone}` }, detail),
  );
}
