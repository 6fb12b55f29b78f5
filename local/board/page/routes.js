/** Routes arrows between boxes, as SVG paths, and places the text beside them. */

/** @typedef {{ x: number, y: number }} Point */
/** @typedef {Point & { width: number, height: number }} Rectangle */
/**
 * The text beside an arrow. Its second line is `apart` below the first.
 * @typedef {Point & { anchor: 'start' | 'middle', apart: number }} Label
 */
/** @typedef {{ path: string, label: Label }} Route */

/** Distance between two boxes of a column: room for an arrow with two lines of text. */
export const GAP = 44;
/** Room on the left for the arrow that passes the boxes by. */
export const MARGIN = 14;

/** Radius of an arrow's bends. */
const RADIUS = 8;
/** Distance from a box to the bend of the arrows that leave it. */
const BEND = 14;
/** The number is written this much above its arrow. */
const ABOVE_ARROW = 7;
/** Distance from the number above an arrow to the text below it. */
const ACROSS_ARROW = 21;
/** A number is centred on the line without its arrowhead, which is this much further left. */
const HALF_HEAD = 2;

/** Distance from a box to the bend of an arrow that changes columns. */
const TURN = 10;
/** Distance from the left edge of the picture to the arrow that passes the boxes by. */
const OUTSIDE = 3;
/** Text beside an arrow that points down: right of it, above the box, and from line to line. */
const BESIDE = { right: 9, above: 20, apart: 13 };

/**
 * From the right edge of a box to the left edge of another.
 * @param {Rectangle} from
 * @param {Rectangle} to
 * @returns {Route}
 */
export function rightward(from, to) {
  const start = { x: from.x + from.width, y: from.y + from.height / 2 };
  const end = { x: to.x, y: to.y + to.height / 2 };
  const bend = start.x + BEND;
  /** @type {Label} */
  const label = { x: (bend + end.x) / 2 - HALF_HEAD, y: end.y - ABOVE_ARROW, anchor: 'middle', apart: ACROSS_ARROW };
  const path = start.y === end.y ? `M${start.x} ${start.y}H${end.x}` : elbow(start, bend, end);
  return { path, label };
}

/**
 * @param {Point} start
 * @param {number} bend
 * @param {Point} end
 */
function elbow(start, bend, end) {
  const sign = Math.sign(end.y - start.y);
  return [
    `M${start.x} ${start.y}H${bend - RADIUS}Q${bend} ${start.y} ${bend} ${start.y + sign * RADIUS}`,
    `V${end.y - sign * RADIUS}Q${bend} ${end.y} ${bend + RADIUS} ${end.y}H${end.x}`,
  ].join('');
}

/**
 * From the bottom of a box to the top of another, past the boxes between them.
 * @param {Rectangle} from
 * @param {Rectangle} to
 * @returns {Route}
 */
export function downward(from, to) {
  const start = { x: from.x + from.width / 2, y: from.y + from.height };
  const end = { x: to.x + to.width / 2, y: to.y };
  const { right, above, apart } = BESIDE;
  /** @type {Label} */
  const label = { x: end.x + right, y: end.y - above, anchor: 'start', apart };
  if (start.x !== end.x) return { path: acrossColumns(start, end), label };
  if (end.y - start.y <= GAP) return { path: `M${start.x} ${start.y}V${end.y}`, label };
  return { path: aroundBoxes(from, to, end), label };
}

/**
 * @param {Point} start
 * @param {Point} end
 */
function acrossColumns(start, end) {
  const [bend, sign] = [start.y + TURN, Math.sign(end.x - start.x)];
  return [
    `M${start.x} ${start.y}V${bend - RADIUS}Q${start.x} ${bend} ${start.x + sign * RADIUS} ${bend}`,
    `H${end.x - sign * RADIUS}Q${end.x} ${bend} ${end.x} ${bend + RADIUS}V${end.y}`,
  ].join('');
}

/**
 * @param {Rectangle} from
 * @param {Rectangle} to
 * @param {Point} end
 */
function aroundBoxes(from, to, end) {
  const outside = to.x - MARGIN + OUTSIDE;
  const [y, bend] = [from.y + from.height / 2, end.y - GAP + RADIUS];
  return [
    `M${from.x} ${y}H${outside + RADIUS}Q${outside} ${y} ${outside} ${y + RADIUS}V${bend - RADIUS}`,
    `Q${outside} ${bend} ${outside + RADIUS} ${bend}H${end.x - RADIUS}Q${end.x} ${bend} ${end.x} ${bend + RADIUS}V${end.y}`,
  ].join('');
}
