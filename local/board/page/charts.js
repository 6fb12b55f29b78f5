/** Draws a panel with Vega. Each panel is compiled once for a theme and then fed with rows. */
import { tooltipTable } from './chart-table.js';

/** @import { Item } from 'vega' */
/** @import { Panel } from '../../../dashboards/panel' */
/** @import { Theme } from './theme.js' */

/** @typedef {Readonly<Record<string, readonly unknown[]>>} Rows By query. */
/**
 * @typedef {(handler: unknown, event: MouseEvent, item: Item, value: unknown) => void
 * } TooltipHandler
 */

const FONT = 'system-ui, -apple-system, "Segoe UI", Roboto, "Helvetica Neue", "Noto Sans", sans-serif';
const INK = {
  light: { text: '#1b2430', muted: '#52606f', line: '#c9d0d9', grid: '#e8ebf0' },
  dark: { text: '#e7ebf1', muted: '#a4b0bf', line: '#465160', grid: '#2c343f' },
};

/** @type {Promise<void> | undefined} */
let loading;

/**
 * Loads Vega's scripts, one after another and only once. They are large: paint the page first.
 * @param {readonly string[]} scripts
 */
export function loadVega(scripts) {
  loading ??= scripts.reduce((before, address) => before.then(() => loadScript(address)), Promise.resolve());
  return loading;
}

/**
 * @param {string} src
 * @returns {Promise<void>}
 */
function loadScript(src) {
  return new Promise((resolve, reject) => {
    const script = document.createElement('script');
    script.addEventListener('load', () => resolve());
    script.addEventListener('error', () => reject(new Error(`${src} cannot be loaded.`)));
    script.src = src;
    document.head.append(script);
  });
}

/**
 * @param {Theme} theme
 * @returns {import('vega-lite').Config}
 */
function config(theme) {
  const { text, muted, line, grid } = INK[theme];
  const labels = /** @type {const} */ ({
    labelColor: muted,
    labelFont: FONT,
    labelFontSize: 11,
    titleColor: muted,
    titleFont: FONT,
    titleFontSize: 11,
    titleFontWeight: 'normal',
  });
  return {
    // The picture's element has a name and the table holds the numbers. Hundreds of named marks
    // would bury both.
    aria: false,
    background: 'transparent',
    font: FONT,
    axis: { ...labels, domainColor: line, tickColor: line, gridColor: grid, titlePadding: 8 },
    legend: { ...labels, symbolSize: 80, orient: 'top' },
    header: labels,
    text: { fill: text, color: text },
    rule: { color: muted },
    style: { 'guide-label': { fill: text, font: FONT }, 'guide-title': { fill: muted, font: FONT } },
    view: { stroke: null },
  };
}

/**
 * Compiles a panel for a theme.
 * @param {Panel} panel
 * @param {{ width: number, height: number }} size in pixels
 * @param {Theme} theme
 */
function compile(panel, size, theme) {
  const autosize = { type: 'fit', contains: 'padding', resize: true };
  const spec = /** @type {import('vega-lite').TopLevelSpec} */ ({ ...panel.spec, ...size, autosize });
  return vegaLite.compile(spec, { config: config(theme) }).spec;
}

/**
 * @param {Panel} panel
 * @param {HTMLElement} place an element with a size
 * @param {Theme} theme
 * @param {TooltipHandler} showTooltip
 */
export function chart(panel, place, theme, showTooltip) {
  // The picture has no size while its table is shown. Its frame always has one.
  const frame = place.parentElement ?? place;
  const size = () => ({ width: frame.clientWidth, height: frame.clientHeight });
  const spec = compile(panel, size(), theme);
  const view = new vega.View(vega.parse(spec, undefined, { ast: true }), {
    expr: vega.expressionInterpreter,
    renderer: 'svg',
    container: place,
    hover: true,
    tooltip: showTooltip,
    logLevel: vega.Error,
    loader: { load: refuse, sanitize: refuse, http: refuse, file: refuse },
  });
  const formats = Object.fromEntries((spec.data ?? []).map((data) => [data.name, formatOf(data)]));
  return {
    view,
    /** @param {Rows} rows */
    async feed(rows) {
      for (const [name, found] of Object.entries(rows))
        view.data(name, vega.read(structuredClone(found), { type: 'json', ...formats[name] }));
      await view.runAsync();
    },
    async resize() {
      const { width, height } = size();
      if (width > 0 && height > 0) await view.width(width).height(height).runAsync();
    },
    /** What the table of this panel shows. */
    table: () => tooltipTable(view, panel.spec, spec),
    finish: () => view.finalize(),
  };
}

/**
 * Panels get their rows from us. Nothing may be loaded from elsewhere.
 * @param {string} address
 * @returns {Promise<never>}
 */
function refuse(address) {
  return Promise.reject(new Error(`A panel tried to load ${address}. Panels must not load anything.`));
}

/**
 * How the rows of a data source are parsed, if the panel says so.
 * @param {import('vega').Data} data
 */
function formatOf(data) {
  const format = 'format' in data ? data.format : undefined;
  return format && 'parse' in format && format.parse ? { parse: format.parse } : {};
}
