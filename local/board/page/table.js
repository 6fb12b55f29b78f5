/** Tables of numbers: what a picture says, for whoever does not see it, or wants it to the digit. */
import { make, write } from './dom.js';

/**
 * @param caption what is in it
 * @param columns {title, numeric}
 * @param rows texts by column; the first column names the row
 */
export function table(caption, columns, rows) {
  const head = columns.map(({ title, numeric }) =>
    make('th', { scope: 'col', class: numeric ? 'number' : undefined }, title),
  );
  const body = rows.map((cells) => make('tr', {}, ...cells.map((text, at) => cell(text, columns[at], at))));
  return make(
    'table',
    {},
    make('caption', { class: 'unseen' }, caption),
    make('thead', {}, make('tr', {}, ...head)),
    make('tbody', {}, ...body),
  );
}

function cell(text, { numeric }, at) {
  const attributes = at === 0 ? { scope: 'row' } : {};
  return make(at === 0 ? 'th' : 'td', { ...attributes, class: numeric ? 'number' : undefined }, text);
}

/**
 * A button that shows a table in place of a picture, and the picture again.
 * @param title of what it shows; buttons of one wording are told apart by it
 * @param makeTable makes the table's element
 */
export function toggled({ button, title, picture, place, makeTable }) {
  const show = (open) => {
    button.setAttribute('aria-expanded', String(open));
    write(button, open ? 'Show as picture' : 'Show as table');
    button.setAttribute('aria-label', `${button.textContent}: ${title}`);
    picture.hidden = open;
    place.hidden = !open;
    place.replaceChildren(...(open ? [makeTable()] : []));
  };
  button.addEventListener('click', () => show(place.hidden));
  show(false);
  return { refresh: () => !place.hidden && place.replaceChildren(makeTable()) };
}
