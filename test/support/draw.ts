/**
 * Draws a panel without a browser. As on the board and in Dashboards, Vega-Lite compiles it and its
 * expressions are interpreted.
 */

// Vega's entry for Node requires ES modules, which Jest cannot load. This build is one file.
jest.mock('vega', () => jest.requireActual('vega/build/vega.js'));
const vega: typeof import('vega') = require('vega');
const { compile }: typeof import('vega-lite') = require('vega-lite');
const { expressionInterpreter }: typeof import('vega-interpreter') = require('vega-interpreter');

// biome-ignore lint/suspicious/noExplicitAny: a row, for matchers.
export type Row = Readonly<Record<string, any>>;

export interface Drawing {
  /** The datum of each mark in drawing order, without marks hidden from screen readers. */
  readonly data: readonly Row[];
  /** The picture, without the labels for screen readers: those of an empty axis contain NaN. */
  readonly svg: string;
  /** Warnings of the Vega-Lite compiler. */
  readonly warnings: readonly string[];
}

/** The parts that are read of a mark or an item in Vega's scene. */
interface Scene {
  readonly marktype?: string;
  readonly role?: string;
  readonly aria?: boolean;
  readonly items?: readonly Scene[];
  readonly datum?: Row;
}

/**
 * Draws a spec.
 * @param rows rows by the name of their data source, for sources that the spec leaves empty
 * @param size size of the whole picture in pixels
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
  // Vega keeps the rows that it is given, and changes them.
  for (const [name, some] of Object.entries(rows)) view.data(name, structuredClone(some) as object[]);
  // Gradients are numbered across all drawings of a process.
  const svg = (await view.toSVG()).replace(/ aria-label="[^"]*"/g, '').replace(/gradient_\d+/g, 'gradient');
  const data = [...visibleRows((view.scenegraph() as unknown as { readonly root: Scene }).root)];
  view.finalize();
  return { data, svg, warnings };
}

/** Lists the rows of all marks that are shown. */
function* visibleRows({ marktype, role, aria, items = [] }: Scene): Generator<Row> {
  const shows = role === 'mark' && aria !== false && marktype !== 'group';
  for (const { datum = {}, items: inner = [] } of items) {
    // Copying the entries drops the number that Vega gives every row of a process.
    if (shows) yield Object.fromEntries(Object.entries(datum));
    for (const scene of inner) yield* visibleRows(scene);
  }
}
