/** The board's page: listens to the run and shows what it says. */
import { auditCard } from './audit.js';
import { diagram } from './diagram.js';
import { byId, write } from './dom.js';
import { panels } from './panels.js';
import { statisticsCard } from './statistics.js';
import { toggled } from './table.js';
import { clock, figure } from './text.js';
import { theme } from './theme.js';
import { showTroubles, showVitals } from './vitals.js';

/** @import { BoardEvents, Phase, State } from '../page-state' */

const picture = diagram(byId('diagram'));
const charts = panels(byId('panels'));
const stages = toggled({
  button: byId('stages-button'),
  title: 'the pipeline',
  picture: byId('diagram'),
  place: byId('stages'),
  makeTable: picture.table,
});
let ended = false;
let last = '';
/** @type {Pick<State, 'flows' | 'notes'>} */
let shown = { flows: {}, notes: {} };

theme(byId('theme'), (name) => charts.setTheme(name).catch(report));

const events = new EventSource('/events');

/**
 * @template {keyof BoardEvents} Name
 * @param {Name} name
 * @param {(data: BoardEvents[Name]) => void | Promise<void>} act
 */
function on(name, act) {
  const parse = (/** @type {string} */ text) => /** @type {BoardEvents[Name]} */ (JSON.parse(text));
  events.addEventListener(name, ({ data }) => Promise.resolve(act(parse(data))).catch(report));
}

on('pipeline', (pipeline) => {
  write(byId('stage'), pipeline.stage);
  byId('stage').hidden = false;
  picture.setPipeline(pipeline);
  showStatistics(pipeline.analyticsOff);
});

on('state', (state) => {
  const { phase, text, hint, elapsedMs, arrivedSince = 0, vitals, troubles } = state;
  last = phase === 'failed' ? text : 'The run has ended. These are its last numbers.';
  showState(phase, text);
  write(byId('elapsed'), clock(elapsedMs));
  write(byId('hint'), hint ?? '');
  byId('hint').hidden = !hint;
  showSince(arrivedSince);
  shown = state;
  showPipeline();
  showVitals(vitals);
  showTroubles(troubles);
});

on('rows', async ({ panels: answers }) => {
  await charts.start();
  byId('statistics-message').hidden = true;
  await charts.setRows(answers);
});

on('audit', (conclusion) => {
  const { statistics } = conclusion;
  byId('conclusion').replaceChildren(auditCard(conclusion), ...(statistics ? [statisticsCard(statistics)] : []));
  byId('conclusion').hidden = false;
});

events.addEventListener('end', () => {
  ended = true;
  events.close();
  showGone(last);
});

events.addEventListener('error', () => {
  if (!ended) showGone('The connection to the run is lost. These are its last numbers.');
});

/**
 * @param {Phase | 'gone'} phase
 * @param {string} text
 */
function showState(phase, text) {
  byId('dot').dataset.phase = phase;
  write(byId('state'), text);
  document.body.classList.toggle('gone', phase === 'gone');
}

function showPipeline() {
  picture.setState(shown);
  stages.refresh();
}

/**
 * Keeps the last numbers, and shows that nothing flows any more.
 * @param {string} text
 */
function showGone(text) {
  const still = Object.entries(shown.flows).map(([id, { count }]) => [id, { count, perSecond: 0 }]);
  shown = { ...shown, flows: Object.fromEntries(still) };
  showPipeline();
  showState('gone', text);
}

/** @param {string | undefined} reason why there are no statistics */
function showStatistics(reason) {
  const message = byId('statistics-message');
  write(message, reason ?? 'The panels appear once OpenSearch is up.');
  if (reason === undefined) charts.start().catch(report);
}

/**
 * Says how many trips came after the audit. They show everywhere but in the audit.
 * @param {number} trips
 */
function showSince(trips) {
  const place = document.getElementById('since');
  if (!place) return;
  place.hidden = trips === 0;
  write(place, `The audit covers the first run. ${figure({ value: trips, unit: 'trips' })} arrived since.`);
}

/** @param {unknown} error */
function report(error) {
  console.error(error);
}

// Lets you debug a panel in the browser's console: tripstream.view('trips-per-hour').
Object.assign(globalThis, { tripstream: charts });
