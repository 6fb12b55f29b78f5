/** Shows the pipeline as a diagram with its numbers along the arrows, or as a table. */
import { make } from './dom.js';
import { layout } from './layout.js';
import { picture, shrink, update } from './picture.js';
import { table } from './table.js';
import { figure, note, rate } from './text.js';

/** @import { Pipeline, State } from '../page-state' */
/** @import { Picture } from './picture.js' */

/** Below this width in pixels boxes have no room for their texts. */
const NARROWEST = 300;

/** @param {HTMLElement} place */
export function diagram(place) {
  /** @type {Pipeline | undefined} */
  let pipeline;
  /** @type {Pick<State, 'flows' | 'notes'> | undefined} */
  let state;
  /** @type {Picture | undefined} */
  let drawn;
  let drawnWidth = 0;

  const redraw = () => {
    const width = Math.floor(place.clientWidth);
    if (!pipeline || width === 0) return;
    drawnWidth = width;
    drawn = picture(pipeline, layout(pipeline, Math.max(NARROWEST, width)));
    place.replaceChildren(drawn.svg);
    for (const box of drawn.boxes.values()) for (const text of [box.service, box.name]) shrink(text, box.room);
    if (state) update(drawn, pipeline, state);
  };
  new ResizeObserver(() => Math.floor(place.clientWidth) !== drawnWidth && redraw()).observe(place);

  return {
    /** @param {Pipeline} next */
    setPipeline(next) {
      pipeline = next;
      redraw();
    },
    /** @param {Pick<State, 'flows' | 'notes'>} next */
    setState(next) {
      state = next;
      if (drawn && pipeline) update(drawn, pipeline, state);
    },
    table: () => (pipeline && state ? stagesTable(pipeline, state) : make('p', {}, 'Nothing is read yet.')),
  };
}

/**
 * @param {Pipeline} pipeline
 * @param {Pick<State, 'flows' | 'notes'>} state
 */
function stagesTable({ boxes, arrows, analyticsOff }, { flows, notes }) {
  const columns = [
    { title: 'Stage' },
    { title: 'In so far', numeric: true },
    { title: 'Per second', numeric: true },
    { title: 'State' },
  ];
  const rows = boxes.map(({ id, service, name, way }) => {
    const arrow = arrows.find(({ to }) => to === id);
    const flow = arrow && flows[arrow.id];
    const off = way === 'analytics' && analyticsOff !== undefined;
    const numbers = !off && flow ? [figure({ value: flow.count, unit: arrow.unit }), rate(flow.perSecond)] : ['', ''];
    return [`${service} ${name}`, ...numbers, off ? 'off' : note(notes[id])];
  });
  return table('The stages of the pipeline', columns, rows);
}
