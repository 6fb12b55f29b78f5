/** The panels: each has a question, a picture of the answer, and its table. */
import { loadVega } from './charts.js';
import { panelCard } from './panel-card.js';

/** @import { Answer, PanelsDocument } from '../page-state' */
/** @import { PanelCard } from './panel-card.js' */
/** @import { Theme } from './theme.js' */

/** @param {HTMLElement} place */
export function panels(place) {
  /** @type {Map<string, PanelCard>} */
  const cards = new Map();
  /** @type {Theme} */
  let theme = 'light';
  const redraw = drawer(() => theme);
  /** @type {Promise<void> | undefined} */
  let ready;

  const start = async () => {
    const response = await fetch('/panels');
    const { panels: specs, scripts } = /** @type {PanelsDocument} */ (await response.json());
    for (const spec of specs) {
      const card = panelCard(spec);
      cards.set(spec.id, card);
      place.append(card.element);
    }
    await loadVega(scripts);
  };

  return {
    /** Shows the panels. Resolves when they can draw. */
    start: () => (ready ??= start()),
    /** @param {Readonly<Record<string, Answer>>} answers by panel */
    async setRows(answers) {
      await ready;
      const changed = Object.entries(answers).flatMap(([id, answer]) => {
        const card = cards.get(id);
        card?.give(answer);
        return card ? [card] : [];
      });
      await redraw(changed);
    },
    /** @param {Theme} next */
    async setTheme(next) {
      theme = next;
      await ready;
      await redraw(cards.values());
    },
    /**
     * The Vega view of a panel, for tests and for the browser's console.
     * @param {string} id
     */
    view: (id) => cards.get(id)?.view(),
  };
}

/**
 * Draws cards one at a time, each only once however often its rows have changed meanwhile.
 * @param {() => Theme} theme
 */
function drawer(theme) {
  /** @type {Set<PanelCard>} */
  const waiting = new Set();
  /** @type {Promise<void> | undefined} */
  let drawing;

  const drawAll = async () => {
    for (const card of waiting) {
      waiting.delete(card);
      // One panel that cannot be drawn must not stop the others.
      await card.draw(theme()).catch((error) => console.error(error));
    }
  };

  /** @param {Iterable<PanelCard>} cards */
  return async (cards) => {
    for (const card of cards) waiting.add(card);
    while (waiting.size > 0) {
      drawing ??= drawAll().finally(() => {
        drawing = undefined;
      });
      await drawing;
    }
  };
}
