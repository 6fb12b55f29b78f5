/** Places boxes and arrows: side by side if there is room, one below another if not. */
import { downward, GAP, MARGIN, rightward } from './routes.js';

/** @import { Arrow, Box, Topology, Way } from '../page-state' */
/** @import { Rectangle, Route } from './routes.js' */

/** @typedef {Route & { id: string }} PlacedArrow */
/**
 * @typedef {object} Layout
 * @property {number} width
 * @property {number} height
 * @property {Readonly<Record<string, Rectangle>>} boxes by id
 * @property {readonly PlacedArrow[]} arrows
 */

/** Three lines of text: service, name, note. */
const BOX_HEIGHT = 62;
/** Least width at which six boxes and the numbers between them fit side by side. */
const WIDE = 1000;
/** Half a stroke at the edges of the picture must not be cut off. */
const EDGE = 1;

/** Below this the names of functions and streams get too small to read. */
const BOX_WIDTH_MIN = 116;
/** Names of the dev stage fit in this; more only shortens the arrows. */
const BOX_WIDTH_MAX = 150;
/** An arrow beside a box: as long as its longest number, `9,999,999`, and the bend before it. */
const ARROW_LENGTH = 74;
/** Distance from the top of one row of boxes to the top of the next. */
const ROW_PITCH = 96;

/** @type {Readonly<Record<Way, number>>} */
const ROWS = { lake: 0, entry: 1, quarantine: 1, analytics: 2 };

/** Distance between the two columns. */
const GUTTER = 15;

/**
 * @param {Topology} topology
 * @param {number} width of the picture, in pixels
 * @returns {Layout}
 */
export function layout(topology, width) {
  return width >= WIDE ? sideBySide(topology, width) : oneBelowAnother(topology, width);
}

/**
 * @param {Topology} topology
 * @param {number} width
 * @returns {Layout}
 */
function sideBySide({ boxes, arrows }, width) {
  const ranks = Math.max(...boxes.map(({ rank }) => rank)) + 1;
  const boxWidth = Math.min(BOX_WIDTH_MAX, Math.max(BOX_WIDTH_MIN, width / ranks - ARROW_LENGTH));
  const pitch = (width - boxWidth - 2 * EDGE) / (ranks - 1);
  const placed = place(boxes, ({ rank, way }) => ({
    x: EDGE + rank * pitch,
    y: EDGE + ROWS[way] * ROW_PITCH,
    width: boxWidth,
    height: BOX_HEIGHT,
  }));
  return {
    width,
    height: 2 * EDGE + 2 * ROW_PITCH + BOX_HEIGHT,
    boxes: placed,
    arrows: connect(arrows, placed, rightward),
  };
}

/**
 * @param {Topology} topology
 * @param {number} width
 * @returns {Layout}
 */
function oneBelowAnother({ boxes, arrows }, width) {
  const half = (width - MARGIN - GUTTER - EDGE) / 2;
  /** @type {Readonly<Record<Way, number>>} */
  const columns = { entry: (width - half) / 2, lake: MARGIN, quarantine: MARGIN, analytics: width - half - EDGE };
  const filled = { left: 0, right: 0 };
  const placed = place(inOrder(boxes), ({ way }) => {
    const row = way === 'analytics' ? filled.right++ : filled.left++;
    // Both columns begin below the boxes in the middle.
    if (way === 'entry') filled.right = filled.left;
    return { x: columns[way], y: EDGE + row * (BOX_HEIGHT + GAP), width: half, height: BOX_HEIGHT };
  });
  const height = EDGE + Math.max(...Object.values(placed).map(({ y }) => y + BOX_HEIGHT));
  return { width, height, boxes: placed, arrows: connect(arrows, placed, downward) };
}

/**
 * @param {readonly Box[]} boxes
 * @param {(box: Box) => Rectangle} place
 * @returns {Readonly<Record<string, Rectangle>>}
 */
function place(boxes, place) {
  return Object.fromEntries(boxes.map((box) => [box.id, place(box)]));
}

/**
 * @param {readonly Arrow[]} arrows
 * @param {Readonly<Record<string, Rectangle>>} boxes
 * @param {(from: Rectangle, to: Rectangle) => Route} route
 * @returns {PlacedArrow[]}
 */
function connect(arrows, boxes, route) {
  return arrows.flatMap(({ id, from, to }) => {
    const [start, end] = [boxes[from], boxes[to]];
    return start && end ? [{ id, ...route(start, end) }] : [];
  });
}

/**
 * The quarantine comes below the lake in their column.
 * @param {readonly Box[]} boxes
 */
function inOrder(boxes) {
  /** @type {readonly Way[]} */
  const order = ['entry', 'lake', 'quarantine', 'analytics'];
  return [...boxes].sort((one, other) => order.indexOf(one.way) - order.indexOf(other.way) || one.rank - other.rank);
}
