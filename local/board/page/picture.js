/** Draws the pipeline as SVG, and keeps its numbers up to date. */
import { draw, write } from './dom.js';
import { note, noun, rate, short } from './text.js';

/** @import { Box, Pipeline, State, Way } from '../page-state' */
/** @import { Layout, PlacedArrow } from './layout.js' */
/** @import { Rectangle } from './routes.js' */

/** @typedef {{ group: SVGGElement, total: SVGTextElement, speed: SVGTextElement }} ArrowParts */
/**
 * @typedef {object} BoxParts
 * @property {SVGTextElement} service
 * @property {SVGTextElement} name
 * @property {SVGTextElement} note
 * @property {number} room width for a text, in pixels
 */
/**
 * @typedef {object} Picture
 * @property {SVGSVGElement} svg
 * @property {ReadonlyMap<string, ArrowParts>} arrows by id
 * @property {ReadonlyMap<string, BoxParts>} boxes by id
 */

/** Between the left edge of a box and its texts. */
const PADDING = 12;
/** Texts may come this much closer to the right edge of a box. */
const OVERHANG = 4;
/** Baselines of the three texts, from the top of a box. */
const LINES = { service: 18, name: 35, note: 52 };
/** The coloured bar at the left edge of a box: its distance from the corners. */
const BAR_INSET = 10;
/** Length and width of an arrowhead. */
const HEAD = 8;

/**
 * @param {Pipeline} pipeline
 * @param {Layout} layout
 * @returns {Picture}
 */
export function picture(pipeline, { width, height, boxes: rectangles, arrows: routes }) {
  const svg = draw('svg', {
    width,
    height,
    viewBox: `0 0 ${width} ${height}`,
    role: 'img',
    'aria-label': 'The pipeline as a diagram. Its numbers are also in a table.',
  });
  svg.append(draw('defs', {}, ...['entry', 'lake', 'quarantine', 'analytics', 'off'].map(arrowhead)));
  const arrows = routes.flatMap((route) => {
    const way = pipeline.arrows.find((arrow) => arrow.id === route.id)?.way;
    return way ? [/** @type {const} */ ([route.id, drawArrow(route, way, isOff(pipeline, way))])] : [];
  });
  const boxes = pipeline.boxes.flatMap((box) => {
    const rectangle = rectangles[box.id];
    return rectangle ? [/** @type {const} */ ([box.id, drawBox(box, rectangle, isOff(pipeline, box.way))])] : [];
  });
  svg.append(...arrows.map(([, { group }]) => group), ...boxes.map(([, { group }]) => group));
  return { svg, arrows: new Map(arrows), boxes: new Map(boxes) };
}

/**
 * @param {Pipeline} pipeline
 * @param {Way} way
 */
const isOff = ({ analyticsOff }, way) => way === 'analytics' && analyticsOff !== undefined;

/**
 * @param {PlacedArrow} arrow
 * @param {Way} way
 * @param {boolean} off
 * @returns {ArrowParts}
 */
function drawArrow({ id, path, label: { x, y, anchor, apart } }, way, off) {
  const pulse = draw('path', { class: 'pulse', d: path });
  const total = draw('text', { class: 'total', x, y, 'text-anchor': anchor });
  const speed = draw('text', { class: 'speed', x, y: y + apart, 'text-anchor': anchor });
  const line = draw('path', { class: 'line', d: path, 'marker-end': `url(#head-${off ? 'off' : way})` });
  const group = draw('g', { class: `arrow ${way}${off ? ' off' : ''}`, 'data-arrow': id }, line, pulse, total, speed);
  return { group, total, speed };
}

/**
 * @param {Box} box
 * @param {Rectangle} rectangle
 * @param {boolean} off
 * @returns {BoxParts & { group: SVGGElement }}
 */
function drawBox({ id, service, name, way }, { x, y, width, height }, off) {
  /**
   * @param {keyof typeof LINES} line
   * @param {string} text
   */
  const text = (line, text = '') => draw('text', { class: line, x: x + PADDING, y: y + LINES[line] }, text);
  const texts = { service: text('service', service), name: text('name', name), note: text('note') };
  const frame = draw('rect', { class: 'frame', x, y, width, height, rx: 8 });
  const barHeight = height - 2 * BAR_INSET;
  const bar = draw('rect', { class: 'bar', x: x + 1, y: y + BAR_INSET, width: 3, height: barHeight, rx: 1.5 });
  const title = draw('title', {}, `${service} ${name}`);
  const attributes = { class: `box ${way}${off ? ' off' : ''}`, 'data-box': id };
  const group = draw('g', attributes, title, frame, bar, ...Object.values(texts));
  return { ...texts, group, room: width - 2 * PADDING + OVERHANG };
}

/** @param {string} way */
function arrowhead(way) {
  const tip = draw('path', { class: `head ${way}`, d: `M0 0L${HEAD} ${HEAD / 2}L0 ${HEAD}z` });
  const size = { markerWidth: HEAD, markerHeight: HEAD, refX: HEAD - 1, refY: HEAD / 2 };
  return draw('marker', { id: `head-${way}`, ...size, orient: 'auto', markerUnits: 'userSpaceOnUse' }, tip);
}

/**
 * Writes the numbers of the moment into the picture.
 * @param {Picture} picture
 * @param {Pipeline} pipeline
 * @param {Pick<State, 'flows' | 'notes'>} state
 */
export function update({ arrows, boxes }, pipeline, { flows, notes }) {
  for (const { id, unit, way } of pipeline.arrows) {
    const flow = flows[id];
    const part = arrows.get(id);
    if (!flow || !part || isOff(pipeline, way)) continue;
    const flowing = flow.perSecond > 0;
    part.group.classList.toggle('flowing', flowing);
    write(part.total, short(flow.count));
    write(part.speed, flowing ? rate(flow.perSecond) : noun(flow.count, unit));
  }
  for (const { id, way } of pipeline.boxes) {
    const part = boxes.get(id);
    const text = isOff(pipeline, way) ? 'off' : note(notes[id]);
    if (!part || part.note.textContent === text) continue;
    write(part.note, text);
    shrink(part.note, part.room);
  }
}

/**
 * Makes a text smaller if it is too long for its box. Names in a template may have any length.
 * @param {SVGTextElement} text
 * @param {number} room
 */
export function shrink(text, room) {
  text.style.fontSize = '';
  const length = text.getComputedTextLength();
  if (length > room) text.style.fontSize = `${(Number.parseFloat(getComputedStyle(text).fontSize) * room) / length}px`;
}
