/** The panels: each a question with its picture, a table for whoever wants the numbers, and a word when there are none. */
import { chart, loadVega } from './charts.js';
import { byId, make, write } from './dom.js';
import { table, toggled } from './table.js';

/** Columns of the grid, and pixels of a row of it, as in OpenSearch Dashboards. */
const ROW_PIXELS = 20;
/** What a panel's title and padding take of its rows. */
const HEAD_PIXELS = 58;

export function panels(place) {
  const cards = new Map();
  /** Cards to be drawn again, each once however often its rows have changed meanwhile. */
  const waiting = new Set();
  let theme = 'light';
  let ready;
  let drawing;

  const start = async () => {
    const { panels: specs, scripts } = await (await fetch('/panels')).json();
    for (const spec of specs) {
      const card = panelCard(spec);
      cards.set(spec.id, card);
      place.append(card.element);
    }
    await loadVega(scripts);
  };

  const drawAll = async () => {
    for (const card of waiting) {
      waiting.delete(card);
      // A panel that cannot be drawn leaves the others alone.
      await card.draw(theme).catch((error) => console.error(error));
    }
  };

  const redraw = async (some) => {
    for (const card of some) waiting.add(card);
    while (waiting.size > 0) {
      drawing ??= drawAll().finally(() => {
        drawing = undefined;
      });
      await drawing;
    }
  };

  return {
    /** Shows the panels; resolves when they can draw. */
    start: () => (ready ??= start()),
    async setRows(answers) {
      await ready;
      const changed = [...cards].filter(([id]) => answers[id]);
      for (const [id, card] of changed) card.give(answers[id]);
      await redraw(changed.map(([, card]) => card));
    },
    async setTheme(next) {
      theme = next;
      await ready;
      await redraw(cards.values());
    },
    /** For whoever tests them: the view of a panel. */
    view: (id) => cards.get(id)?.view(),
  };
}

function panelCard(panel) {
  const picture = make('div', { class: 'picture', role: 'img', 'aria-label': panel.description });
  const message = make('p', { class: 'message' }, 'No rows yet.');
  const numbers = make('div', {
    class: 'scroll',
    id: `table-${panel.id}`,
    hidden: '',
    tabindex: '0',
    role: 'region',
    'aria-label': `Table: ${panel.title}`,
  });
  const button = make('button', { type: 'button', 'aria-controls': numbers.id });
  const title = make('h3', { id: `title-${panel.id}` }, panel.title);
  const frame = make('div', { class: 'plot' }, picture, numbers, message);
  const element = make(
    'article',
    { class: 'card panel', id: `panel-${panel.id}`, 'aria-labelledby': title.id },
    make('div', { class: 'head' }, title, button),
    frame,
  );
  element.style.setProperty('--columns', panel.columns);
  frame.style.minHeight = `${panel.rows * ROW_PIXELS - HEAD_PIXELS}px`;

  let drawn;
  let drawnIn;
  let answer;
  const makeTable = () => {
    const { columns, rows } = drawn?.table() ?? { columns: [], rows: [] };
    return table(panel.description, columns, rows);
  };
  const toggle = toggled({ button, title: panel.title, picture, place: numbers, makeTable });
  button.addEventListener('click', () => drawn?.resize());
  const draw = async (theme) => {
    if (!answer) return;
    const rows = Object.values(answer.rows ?? {}).reduce((sum, { length }) => sum + length, 0);
    const some = rows > 0;
    message.hidden = some;
    frame.classList.toggle('empty', !some);
    write(message, answer.error ? `OpenSearch does not answer this: ${answer.error}` : 'No rows yet.');
    if (drawnIn !== theme) {
      drawn?.finish();
      drawn = undefined;
      picture.replaceChildren();
    }
    if (some) {
      drawn ??= chart(panel, picture, theme, showTooltip);
      drawnIn = theme;
      await drawn.feed(answer.rows);
      toggle.refresh();
    }
    element.dataset.rows = String(rows);
  };
  new ResizeObserver(() => drawn?.resize()).observe(picture);
  return {
    element,
    draw,
    view: () => drawn?.view,
    give(next) {
      answer = next;
    },
  };
}

/** Vega's tooltip handler: a list of what the mark stands for, beside the pointer and within the window. */
function showTooltip(_handler, event, _item, value) {
  const box = byId('tooltip');
  box.hidden = value === null || value === undefined || value === '';
  if (box.hidden) return;
  const pairs = typeof value === 'object' ? Object.entries(value) : [['', String(value)]];
  const lines = pairs.flatMap(([name, text]) => [make('dt', {}, name), make('dd', {}, String(text))]);
  box.replaceChildren(make('dl', {}, ...lines));
  const { width, height } = box.getBoundingClientRect();
  box.style.left = `${Math.max(4, Math.min(event.clientX + 14, innerWidth - width - 8))}px`;
  box.style.top = `${Math.max(4, event.clientY + 14 + height > innerHeight ? event.clientY - height - 10 : event.clientY + 14)}px`;
}
