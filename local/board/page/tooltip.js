/** The tooltip of the panels, as a list beside the pointer. */
import { byId, make } from './dom.js';

/** Distance from the pointer when the tooltip is below and right of it. */
const BESIDE = 14;
/** Distance from the pointer when the tooltip is above it. */
const ABOVE = 10;
/** Least distance from the edges of the window: left and top, and right. */
const [EDGE, RIGHT_EDGE] = [4, 8];

/**
 * Vega's tooltip handler.
 * @param {unknown} _handler
 * @param {MouseEvent} event
 * @param {unknown} _item
 * @param {unknown} value nothing to hide the tooltip
 */
export function showTooltip(_handler, event, _item, value) {
  const box = byId('tooltip');
  box.hidden = value === null || value === undefined || value === '';
  if (box.hidden) return;
  const pairs = typeof value === 'object' ? Object.entries(value ?? {}) : [['', String(value)]];
  const lines = pairs.flatMap(([name, text]) => [make('dt', {}, name), make('dd', {}, String(text))]);
  box.replaceChildren(make('dl', {}, ...lines));
  const { width, height } = box.getBoundingClientRect();
  const below = event.clientY + BESIDE;
  const top = below + height > innerHeight ? event.clientY - height - ABOVE : below;
  const left = Math.min(event.clientX + BESIDE, innerWidth - width - RIGHT_EDGE);
  box.style.left = `${Math.max(EDGE, left)}px`;
  box.style.top = `${Math.max(EDGE, top)}px`;
}
