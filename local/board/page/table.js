/** Tables of what the pictures show, for readers who cannot see them or want the digits. */
import { make, write } from './dom.js';

/**
 * @typedef {object} Column
 * @property {string} title
 * @property {boolean} [numeric] aligned to the right
 */

/**
 * @param {string} caption what the table holds
 * @param {readonly Column[]} columns
 * @param {readonly (readonly string[])[]} rows texts by column; the first names the row
 */
export function table(caption, columns, rows) {
  const head = columns.map(({ title, numeric }) => make('th', { scope: 'col', class: alignment(numeric) }, title));
  const body = rows.map((cells) => make('tr', {}, ...cells.map((text, at) => cell(text, columns[at], at === 0))));
  return make(
    'table',
    {},
    make('caption', { class: 'unseen' }, caption),
    make('thead', {}, make('tr', {}, ...head)),
    make('tbody', {}, ...body),
  );
}

/**
 * @param {string} text
 * @param {Column | undefined} column
 * @param {boolean} first
 */
function cell(text, column, first) {
  const attributes = { class: alignment(column?.numeric) };
  return first ? make('th', { ...attributes, scope: 'row' }, text) : make('td', attributes, text);
}

/** @param {boolean | undefined} numeric */
const alignment = (numeric) => (numeric ? 'number' : undefined);

/**
 * @typedef {object} Toggle
 * @property {HTMLElement} button
 * @property {string} title what is shown; it tells buttons with the same text apart
 * @property {HTMLElement} picture
 * @property {HTMLElement} place where the table goes
 * @property {() => Node} makeTable
 */

/**
 * Lets a button switch between a picture and its table.
 * @param {Toggle} toggle
 */
export function toggled({ button, title, picture, place, makeTable }) {
  /** @param {boolean} open */
  const show = (open) => {
    button.setAttribute('aria-expanded', String(open));
    write(button, open ? 'Show as picture' : 'Show as table');
    button.setAttribute('aria-label', `${button.textContent}: ${title}`);
    picture.hidden = open;
    place.hidden = !open;
    place.replaceChildren(...(open ? [makeTable()] : []));
  };
  button.addEventListener('click', () => show(place.hidden !== false));
  show(false);
  return {
    /** Makes the table again, if it is shown. */
    refresh() {
      if (!place.hidden) place.replaceChildren(makeTable());
    },
  };
}
