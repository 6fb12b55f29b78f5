/** Draws a panel with Vega: compiled once for a theme, and fed with rows from then on. No expression is ever compiled to code. */
/* global vega, vegaLite */

const FONT = 'system-ui, -apple-system, "Segoe UI", Roboto, "Helvetica Neue", "Noto Sans", sans-serif';
const INK = {
  light: { text: '#1b2430', muted: '#52606f', line: '#c9d0d9', grid: '#e8ebf0' },
  dark: { text: '#e7ebf1', muted: '#a4b0bf', line: '#465160', grid: '#2c343f' },
};

let loading;

/** Loads the scripts, one after another, once; the page is painted before. */
export function loadVega(scripts) {
  loading ??= scripts.reduce((before, address) => before.then(() => loadScript(address)), Promise.resolve());
  return loading;
}

function loadScript(src) {
  return new Promise((resolve, reject) => {
    const script = document.createElement('script');
    script.addEventListener('load', () => resolve());
    script.addEventListener('error', () => reject(new Error(`${src} cannot be loaded.`)));
    script.src = src;
    document.head.append(script);
  });
}

function config(theme) {
  const { text, muted, line, grid } = INK[theme];
  const labels = {
    labelColor: muted,
    labelFont: FONT,
    labelFontSize: 11,
    titleColor: muted,
    titleFont: FONT,
    titleFontSize: 11,
    titleFontWeight: 'normal',
  };
  return {
    // The container names the picture, and the table holds its numbers: hundreds of named marks would bury both.
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
 * @param place an element with a size
 * @param showTooltip called as Vega calls a tooltip handler
 */
export function chart(panel, place, theme, showTooltip) {
  // The picture is away while its table is shown; its frame is always there.
  const size = () => ({ width: place.parentElement.clientWidth, height: place.parentElement.clientHeight });
  const autosize = { type: 'fit', contains: 'padding', resize: true };
  const { spec } = vegaLite.compile({ ...panel.spec, ...size(), autosize }, { config: config(theme) });
  const runtime = vega.parse(spec, undefined, { ast: true });
  const view = new vega.View(runtime, {
    expr: vega.expressionInterpreter,
    renderer: 'svg',
    container: place,
    hover: true,
    tooltip: showTooltip,
    logLevel: vega.Error,
    loader: { load: refuse, sanitize: refuse },
  });
  const parse = Object.fromEntries(spec.data.map(({ name, format }) => [name, format?.parse]));
  return {
    view,
    /** @param rows by name */
    async feed(rows) {
      for (const [name, found] of Object.entries(rows))
        view.data(name, vega.read(structuredClone(found), { type: 'json', parse: parse[name] }));
      await view.runAsync();
    },
    async resize() {
      const { width, height } = size();
      if (width > 0 && height > 0) await view.width(width).height(height).runAsync();
    },
    table: () => tableOf(view, panel.spec, spec),
    finish: () => view.finalize(),
  };
}

/** Panels have their rows given; nothing is to be loaded from anywhere. */
function refuse(address) {
  return Promise.reject(new Error(`A panel asks for ${address}: panels load nothing.`));
}

/** The numbers of a picture: what its tooltips tell, a row for each mark. */
function tableOf(view, source, compiled) {
  const columns =
    [source, ...(source.layer ?? [])].map(({ encoding }) => encoding?.tooltip).findLast(Array.isArray) ?? [];
  const data = compiled.marks.flatMap(marksIn).findLast((mark) => mark.encode?.update?.tooltip)?.from?.data;
  const rows = data === undefined ? [] : view.data(data).map((datum) => columns.map((column) => format(datum, column)));
  const distinct = new Map(rows.map((cells) => [JSON.stringify(cells), cells]));
  return {
    columns: columns.map(({ field, title, type }) => ({ title: title ?? field, numeric: type === 'quantitative' })),
    rows: [...distinct.values()],
  };
}

const marksIn = (mark) => [mark, ...(mark.marks ?? []).flatMap(marksIn)];

function format(datum, { field, type, format: pattern, timeUnit }) {
  const value = datum[field];
  if (value === undefined || value === null) return '';
  const locale = vega.defaultLocale();
  if (type === 'quantitative') return pattern ? locale.format(pattern)(value) : value.toLocaleString('en-US');
  // Panels bring New York's clocks as if they were UTC.
  if (type === 'temporal')
    return locale.utcFormat(pattern ?? (timeUnit ? '%Y-%m-%d' : '%Y-%m-%d %H:%M'))(new Date(value));
  return String(value);
}
