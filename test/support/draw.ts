/** Draws a panel without a browser, as the board and Dashboards do: compiled by Vega-Lite, expressions interpreted. */

// What Node takes of Vega requires packages of ES modules, which Jest cannot load; this is the same in one file.
jest.mock('vega', () => jest.requireActual('vega/build/vega.js'));
const vega: typeof import('vega') = require('vega');
const { compile }: typeof import('vega-lite') = require('vega-lite');
const { expressionInterpreter }: typeof import('vega-interpreter') = require('vega-interpreter');

// biome-ignore lint/suspicious/noExplicitAny: a row, for matchers.
export type Row = Readonly<Record<string, any>>;

export interface Drawing {
  /** What each mark stands for, in the order of drawing; without marks that are hidden from screen readers. */
  readonly data: readonly Row[];
  /** Without the labels for screen readers: an axis without rows reads its bounds as NaN. */
  readonly svg: string;
  /** The compiler's. */
  readonly warnings: readonly string[];
}

/** A mark or an item of Vega's scene, as much as is looked at. */
interface Scene {
  readonly marktype?: string;
  readonly role?: string;
  readonly aria?: boolean;
  readonly items?: readonly Scene[];
  readonly datum?: Row;
}

/**
 * @param rows by the name of their data source, where the spec has none of its own
 * @param size in pixels, all around
 */
export async function draw(
  spec: Row,
  rows: Readonly<Record<string, readonly object[]>> = {},
  size = { width: 400, height: 260 },
): Promise<Drawing> {
  const warnings: string[] = [];
  const logger = vega.logger(vega.Warn);
  logger.warn = (...words: readonly unknown[]) => {
    warnings.push(words.join(' '));
    return logger;
  };
  const whole = { ...spec, ...size, autosize: { type: 'fit', contains: 'padding' } };
  const compiled = compile(whole as never, { logger }).spec;
  const runtime = vega.parse(compiled, undefined, { ast: true } as never);
  const view = new vega.View(runtime, { renderer: 'none', expr: expressionInterpreter, logLevel: vega.Error } as never);
  // Vega keeps what it is given, and writes on it.
  for (const [name, some] of Object.entries(rows)) view.data(name, structuredClone(some) as object[]);
  // Gradients are numbered over all drawings of a process.
  const svg = (await view.toSVG()).replace(/ aria-label="[^"]*"/g, '').replace(/gradient_\d+/g, 'gradient');
  const data = [...marked((view.scenegraph() as unknown as { readonly root: Scene }).root)];
  view.finalize();
  return { data, svg, warnings };
}

function* marked({ marktype, role, aria, items = [] }: Scene): Generator<Row> {
  const shows = role === 'mark' && aria !== false && marktype !== 'group';
  for (const { datum = {}, items: inner = [] } of items) {
    // Without the number that Vega gives every row of a process.
    if (shows) yield Object.fromEntries(Object.entries(datum));
    for (const scene of inner) yield* marked(scene);
  }
}
