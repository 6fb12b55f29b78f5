/** The card of one panel: its title, its picture, and a button that shows the table instead. */
import { chart } from './charts.js';
import { make, write } from './dom.js';
import { table, toggled } from './table.js';
import { showTooltip } from './tooltip.js';

/** @import { Panel } from '../../../dashboards/panel' */
/** @import { Answer } from '../page-state' */
/** @import { Theme } from './theme.js' */

/** @typedef {ReturnType<typeof panelCard>} PanelCard */

/** Height of a row of the dashboard's grid, in pixels, as in OpenSearch Dashboards. */
const ROW_PIXELS = 20;
/** What a panel's title and padding take of that height. */
const HEAD_PIXELS = 58;

/** @param {Panel} panel */
export function panelCard(panel) {
  const { element, frame, picture, message, numbers, button } = cardElements(panel);
  /** @type {ReturnType<typeof chart> | undefined} */
  let drawn;
  /** @type {Theme | undefined} */
  let drawnIn;
  /** @type {Answer | undefined} */
  let answer;

  const makeTable = () => {
    const { columns, rows } = drawn?.table() ?? { columns: [], rows: [] };
    return table(panel.description, columns, rows);
  };
  const toggle = toggled({ button, title: panel.title, picture, place: numbers, makeTable });
  button.addEventListener('click', () => drawn?.resize());
  new ResizeObserver(() => drawn?.resize()).observe(picture);

  /** @param {Theme} theme */
  const draw = async (theme) => {
    if (!answer) return;
    const rows = 'rows' in answer ? answer.rows : {};
    const total = Object.values(rows).reduce((sum, { length }) => sum + length, 0);
    message.hidden = total > 0;
    frame.classList.toggle('empty', total === 0);
    write(message, 'error' in answer ? `OpenSearch cannot answer this: ${answer.error}` : 'No rows yet.');
    if (drawnIn !== theme) {
      drawn?.finish();
      drawn = undefined;
      picture.replaceChildren();
    }
    if (total > 0) {
      drawn ??= chart(panel, picture, theme, showTooltip);
      drawnIn = theme;
      await drawn.feed(rows);
      toggle.refresh();
    }
    element.dataset.rows = String(total);
  };
  return {
    element,
    draw,
    view: () => drawn?.view,
    /** @param {Answer} next */
    give(next) {
      answer = next;
    },
  };
}

/** @param {Panel} panel */
function cardElements({ id, title: question, description, columns, rows }) {
  const picture = make('div', { class: 'picture', role: 'img', 'aria-label': description });
  const message = make('p', { class: 'message' }, 'No rows yet.');
  const numbers = make('div', {
    class: 'scroll',
    id: `table-${id}`,
    hidden: '',
    tabindex: '0',
    role: 'region',
    'aria-label': `Table: ${question}`,
  });
  const button = make('button', { type: 'button', 'aria-controls': numbers.id });
  const title = make('h3', { id: `title-${id}` }, question);
  const frame = make('div', { class: 'plot' }, picture, numbers, message);
  const element = make(
    'article',
    { class: 'card panel', id: `panel-${id}`, 'aria-labelledby': title.id },
    make('div', { class: 'head' }, title, button),
    frame,
  );
  element.style.setProperty('--columns', String(columns));
  frame.style.minHeight = `${rows * ROW_PIXELS - HEAD_PIXELS}px`;
  return { element, frame, picture, message, numbers, button };
}
