/** Draws the pipeline, and writes its numbers along the arrows. */
import { draw, make, write } from './dom.js';
import { layout } from './layout.js';
import { table } from './table.js';
import { figure, note, noun, rate, short } from './text.js';

/** Room that a box leaves beside its texts. */
const PADDING = 12;

export function diagram(place) {
  let pipeline;
  let state;
  let parts;
  let drawnWidth = 0;

  const redraw = () => {
    const width = Math.floor(place.clientWidth);
    if (!pipeline || width === 0) return;
    drawnWidth = width;
    parts = picture(pipeline, layout(pipeline, Math.max(300, width)));
    place.replaceChildren(parts.svg);
    for (const box of parts.boxes.values()) for (const text of [box.service, box.name]) shrink(text, box.room);
    if (state) update(parts, pipeline, state);
  };
  new ResizeObserver(() => Math.floor(place.clientWidth) !== drawnWidth && redraw()).observe(place);

  return {
    setPipeline(next) {
      pipeline = next;
      redraw();
    },
    setState(next) {
      state = next;
      if (parts) update(parts, pipeline, state);
    },
    table: () => stagesTable(pipeline, state),
  };
}

function picture(pipeline, { width, height, boxes: placed, arrows: lines }) {
  const off = (way) => (way === 'live' && pipeline.liveOff !== undefined ? ' off' : '');
  const arrows = new Map();
  const boxes = new Map();
  const svg = draw('svg', {
    width,
    height,
    viewBox: `0 0 ${width} ${height}`,
    role: 'img',
    'aria-label': 'The pipeline as a diagram; its numbers also stand in a table.',
  });
  svg.append(draw('defs', {}, ...['entry', 'lake', 'quarantine', 'live', 'off'].map(head)));
  for (const { id, path, label } of lines) {
    const { way } = pipeline.arrows.find((arrow) => arrow.id === id);
    const end = `url(#head-${off(way) ? 'off' : way})`;
    const { x, y, anchor, apart } = label;
    const pulse = draw('path', { class: 'pulse', d: path });
    const total = draw('text', { class: 'total', x, y, 'text-anchor': anchor });
    const speed = draw('text', { class: 'speed', x, y: y + apart, 'text-anchor': anchor });
    const line = draw('path', { class: 'line', d: path, 'marker-end': end });
    const group = draw('g', { class: `arrow ${way}${off(way)}`, 'data-arrow': id }, line, pulse, total, speed);
    arrows.set(id, { group, total, speed });
    svg.append(group);
  }
  for (const { id, service, name, way } of pipeline.boxes) {
    const { x, y, width: w, height: h } = placed[id];
    const text = (kind, line, content = '') => draw('text', { class: kind, x: x + PADDING, y: y + line }, content);
    const parts = { service: text('service', 18, service), name: text('name', 35, name), note: text('note', 52) };
    const frame = draw('rect', { class: 'frame', x, y, width: w, height: h, rx: 8 });
    const bar = draw('rect', { class: 'bar', x: x + 1, y: y + 10, width: 3, height: h - 20, rx: 1.5 });
    const full = draw('title', {}, `${service} ${name}`);
    svg.append(
      draw('g', { class: `box ${way}${off(way)}`, 'data-box': id }, full, frame, bar, ...Object.values(parts)),
    );
    boxes.set(id, { ...parts, room: w - 2 * PADDING + 4 });
  }
  return { svg, arrows, boxes };
}

function head(way) {
  const tip = draw('path', { class: `head ${way}`, d: 'M0 0L8 4L0 8z' });
  const size = { markerWidth: 8, markerHeight: 8, refX: 7, refY: 4, orient: 'auto', markerUnits: 'userSpaceOnUse' };
  return draw('marker', { id: `head-${way}`, ...size }, tip);
}

function update({ arrows, boxes }, pipeline, { flows, notes }) {
  for (const { id, unit, way } of pipeline.arrows) {
    const flow = flows[id];
    const part = arrows.get(id);
    if (!flow || !part || (way === 'live' && pipeline.liveOff !== undefined)) continue;
    const flowing = flow.perSecond > 0;
    part.group.classList.toggle('flowing', flowing);
    write(part.total, short(flow.count));
    write(part.speed, flowing ? rate(flow.perSecond) : noun(flow.count, unit));
  }
  for (const [id, part] of boxes) {
    const off = pipeline.boxes.some((box) => box.id === id && box.way === 'live') && pipeline.liveOff !== undefined;
    const text = off ? 'off' : note(notes[id]);
    if (part.note.textContent === text) continue;
    write(part.note, text);
    shrink(part.note, part.room);
  }
}

/** Names are the template's, of any length: one that is too long for its box is set smaller. */
function shrink(text, room) {
  text.style.fontSize = '';
  const length = text.getComputedTextLength();
  if (length > room) text.style.fontSize = `${(Number.parseFloat(getComputedStyle(text).fontSize) * room) / length}px`;
}

function stagesTable(pipeline, state) {
  if (!pipeline || !state) return make('p', {}, 'Nothing is read yet.');
  const columns = [
    { title: 'Stage' },
    { title: 'In so far', numeric: true },
    { title: 'A second', numeric: true },
    { title: 'State' },
  ];
  const rows = pipeline.boxes.map((box) => {
    const arrow = pipeline.arrows.find(({ to }) => to === box.id);
    const flow = arrow && state.flows[arrow.id];
    const off = box.way === 'live' && pipeline.liveOff !== undefined;
    const numbers = !off && flow ? [figure({ value: flow.count, unit: arrow.unit }), rate(flow.perSecond)] : ['', ''];
    return [`${box.service} ${box.name}`, ...numbers, off ? 'off' : note(state.notes[box.id])];
  });
  return table('The stages of the pipeline', columns, rows);
}
