/** Where the boxes and arrows of the pipeline stand: side by side where there is room, one below the other where not. */

const BOX_HEIGHT = 62;
/** From here on six boxes and the numbers between them have room side by side. */
const WIDE = 1000;
const RADIUS = 8;

/** @returns {width, height, boxes: {id: {x, y, width, height}}, arrows: [{id, path, label: {x, y, anchor}}]} */
export function layout(pipeline, width) {
  return width >= WIDE ? sideBySide(pipeline, width) : below(pipeline, width);
}

const ROWS = { lake: 0, entry: 1, quarantine: 1, live: 2 };
const ROW_PITCH = 96;

function sideBySide({ boxes, arrows }, width) {
  const ranks = Math.max(...boxes.map(({ rank }) => rank)) + 1;
  const boxWidth = Math.min(150, Math.max(116, width / ranks - 74));
  const pitch = (width - boxWidth - 2) / (ranks - 1);
  const placed = {};
  for (const { id, rank, way } of boxes)
    placed[id] = { x: 1 + rank * pitch, y: 1 + ROWS[way] * ROW_PITCH, width: boxWidth, height: BOX_HEIGHT };
  const lines = arrows.map(({ id, from, to }) => {
    const [start, end] = [right(placed[from]), left(placed[to])];
    const bend = start.x + 14;
    const path = start.y === end.y ? `M${start.x} ${start.y}H${end.x}` : elbow(start, bend, end);
    return { id, path, label: { x: (bend + end.x) / 2 - 2, y: end.y - 7, anchor: 'middle', apart: 21 } };
  });
  return { width, height: 2 + 2 * ROW_PITCH + BOX_HEIGHT, boxes: placed, arrows: lines };
}

const GAP = 44;
/** Left of the boxes, for the arrow that passes them by. */
const MARGIN = 14;

function below({ boxes, arrows }, width) {
  const half = (width - MARGIN - 16) / 2;
  const columns = { lake: MARGIN, quarantine: MARGIN, live: width - half - 1 };
  const placed = {};
  const filled = { left: 0, right: 0 };
  for (const { id, way } of inOrder(boxes)) {
    const side = way === 'live' ? 'right' : 'left';
    if (way === 'entry') filled.right = filled.left + 1;
    const row = filled[side]++;
    const x = way === 'entry' ? (width - half) / 2 : columns[way];
    placed[id] = { x, y: 1 + row * (BOX_HEIGHT + GAP), width: half, height: BOX_HEIGHT };
  }
  const lines = arrows.map(({ id, from, to }) => {
    const [start, end] = [placed[from], placed[to]];
    const label = { x: end.x + end.width / 2 + 9, y: end.y - 20, anchor: 'start', apart: 13 };
    return { id, path: downward(start, end), label };
  });
  const height = 1 + Math.max(...Object.values(placed).map(({ y }) => y + BOX_HEIGHT));
  return { width, height, boxes: placed, arrows: lines };
}

/** What is set apart stands below what is not. */
function inOrder(boxes) {
  const order = ['entry', 'lake', 'quarantine', 'live'];
  return [...boxes].sort((one, other) => order.indexOf(one.way) - order.indexOf(other.way) || one.rank - other.rank);
}

function downward(start, end) {
  const from = { x: start.x + start.width / 2, y: start.y + start.height };
  const to = { x: end.x + end.width / 2, y: end.y };
  if (from.x === to.x && to.y - from.y <= GAP) return `M${from.x} ${from.y}V${to.y}`;
  if (from.x === to.x) {
    const outside = end.x - MARGIN + 3;
    const [y, bend] = [start.y + start.height / 2, to.y - GAP + 8];
    return `M${start.x} ${y}H${outside + RADIUS}Q${outside} ${y} ${outside} ${y + RADIUS}V${bend - RADIUS}Q${outside} ${bend} ${outside + RADIUS} ${bend}H${to.x - RADIUS}Q${to.x} ${bend} ${to.x} ${bend + RADIUS}V${to.y}`;
  }
  const [bend, sign] = [from.y + 10, Math.sign(to.x - from.x)];
  return `M${from.x} ${from.y}V${bend - RADIUS}Q${from.x} ${bend} ${from.x + sign * RADIUS} ${bend}H${to.x - sign * RADIUS}Q${to.x} ${bend} ${to.x} ${bend + RADIUS}V${to.y}`;
}

function elbow(start, bend, end) {
  const sign = Math.sign(end.y - start.y);
  return `M${start.x} ${start.y}H${bend - RADIUS}Q${bend} ${start.y} ${bend} ${start.y + sign * RADIUS}V${end.y - sign * RADIUS}Q${bend} ${end.y} ${bend + RADIUS} ${end.y}H${end.x}`;
}

const right = ({ x, y, width, height }) => ({ x: x + width, y: y + height / 2 });
const left = ({ x, y, height }) => ({ x, y: y + height / 2 });
