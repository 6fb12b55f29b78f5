/** The board's page: hears what the run says once a second, and shows it. */
import { conclusion } from './audit.js';
import { diagram } from './diagram.js';
import { byId, make, write } from './dom.js';
import { panels } from './panels.js';
import { toggled } from './table.js';
import { clock, figure } from './text.js';
import { theme } from './theme.js';

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
let shown = { flows: {}, notes: {} };

theme(byId('theme'), (name) => charts.setTheme(name).catch(report));

const events = new EventSource('/events');

const on = (name, act) =>
  events.addEventListener(name, ({ data }) => Promise.resolve(act(JSON.parse(data))).catch(report));

on('pipeline', (pipeline) => {
  write(byId('stage'), pipeline.stage);
  byId('stage').hidden = false;
  picture.setPipeline(pipeline);
  showLive(pipeline.liveOff);
});

on('state', ({ phase, text, hint, elapsedMs, arrivedSince = 0, ...state }) => {
  last = phase === 'failed' ? text : 'The run has ended. These are its last numbers.';
  showState(phase, text);
  write(byId('elapsed'), clock(elapsedMs));
  write(byId('hint'), hint ?? '');
  byId('hint').hidden = !hint;
  showSince(arrivedSince);
  shown = state;
  showPipeline();
  showVitals(state.vitals);
  showTroubles(state.troubles);
});

on('rows', async ({ panels: answers }) => {
  await charts.start();
  byId('statistics-message').hidden = true;
  await charts.setRows(answers);
});

on('audit', (found) => {
  byId('conclusion').replaceChildren(...conclusion(found));
  byId('conclusion').hidden = false;
});

on('end', () => {
  ended = true;
  events.close();
  showGone(last);
});

events.addEventListener('error', () => {
  if (!ended) showGone('The connection to the run is lost. These are its last numbers.');
});

function showState(phase, text) {
  byId('dot').dataset.phase = phase;
  write(byId('state'), text);
  document.body.classList.toggle('gone', phase === 'gone');
}

function showPipeline() {
  picture.setState(shown);
  stages.refresh();
}

/** The last numbers stay; nothing flows any more. */
function showGone(text) {
  const still = Object.entries(shown.flows).map(([id, { count }]) => [id, { count, perSecond: 0 }]);
  shown = { ...shown, flows: Object.fromEntries(still) };
  showPipeline();
  showState('gone', text);
}

function showLive(reason) {
  const message = byId('statistics-message');
  if (reason === undefined) {
    write(message, 'The panels come with OpenSearch, which starts now.');
    charts.start().catch(report);
  } else write(message, reason);
}

/** The audit stays that of the run; whatever is sent later shows everywhere else. */
function showSince(trips) {
  const place = byId('since');
  if (!place) return;
  place.hidden = trips === 0;
  write(place, `The audit is that of the first run: ${figure({ value: trips, unit: 'trips' })} arrived since.`);
}

function showVitals(vitals) {
  const place = byId('vitals');
  const known = new Map([...place.children].map((element) => [element.dataset.vital, element]));
  for (const { id, label, figure: number, detail = '' } of vitals) {
    const element = known.get(id) ?? vital(id, label);
    if (!known.has(id)) place.append(element);
    write(
      element.querySelector('.value'),
      number === undefined ? '–' : number.unit === 'ms' ? figure(number) : number.value.toLocaleString('en-US'),
    );
    write(element.querySelector('.detail'), detail);
  }
}

function vital(id, label) {
  return make(
    'div',
    { class: 'vital', 'data-vital': id },
    make('dt', {}, label),
    make('dd', { class: 'value' }),
    make('dd', { class: 'detail' }),
  );
}

function showTroubles(troubles) {
  const place = byId('troubles');
  place.hidden = troubles.length === 0;
  if ([...place.children].map(({ textContent }) => textContent).join('\n') === troubles.join('\n')) return;
  place.replaceChildren(...troubles.map((text) => make('li', {}, text)));
}

function report(error) {
  console.error(error);
}

// What a person debugging a panel wants at hand: tripstream.view('trips-per-hour').
globalThis.tripstream = charts;
