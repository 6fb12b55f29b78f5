/** Tests the searches, marks, size and colours of each panel. */
import { PALETTE } from '../../../dashboards/palette';
import type { PanelQuery } from '../../../dashboards/panel';
import { PANELS } from '../../../dashboards/panels';
import { indexTemplates } from '../../../telemetry/index-templates';
import { draw } from '../../support/draw';
import { ROWS } from './rows';

const TEMPLATES = indexTemplates({ shards: 1, replicas: 0 });

/** Lists every object in a value, with the value itself. */
function* objectsIn(value: unknown): Generator<Readonly<Record<string, unknown>>> {
  if (typeof value !== 'object' || value === null) return;
  if (!Array.isArray(value)) yield value as Readonly<Record<string, unknown>>;
  for (const inner of Object.values(value)) yield* objectsIn(inner);
}

/** Lists every text in a value. */
function* textsIn(value: unknown): Generator<string> {
  if (typeof value === 'string') yield value;
  if (typeof value === 'object' && value !== null) for (const inner of Object.values(value)) yield* textsIn(inner);
}

/** Lists the document fields that a search names. */
function fieldsOf({ body }: PanelQuery): readonly string[] {
  const { _source = [], sort = [] } = body as { _source?: readonly string[]; sort?: readonly object[] };
  const aggregated = [...objectsIn(body)].flatMap(({ field }) => (typeof field === 'string' ? [field] : []));
  return [..._source, ...sort.flatMap(Object.keys), ...aggregated];
}

const rowsOf = (id: string) => ROWS[id] ?? {};

it('gives every panel a question as its title, and its own id', () => {
  expect(new Set(PANELS.map(({ id }) => id)).size).toBe(PANELS.length);
  for (const { id, title, description } of PANELS) {
    expect(id).toMatch(/^[a-z]+(-[a-z]+)*$/);
    expect(title).toMatch(/^[A-Z].*\?$/);
    expect(description).toMatch(/\.$/);
  }
});

describe.each(PANELS)('$id', ({ id, queries, spec }) => {
  it('searches fields that its index has', () => {
    for (const query of Object.values(queries)) {
      const template = TEMPLATES.find(({ pattern }) => pattern === query.index.split(',')[0]);
      expect(fieldsOf(query).length).toBeGreaterThan(0);
      for (const field of fieldsOf(query)) expect(Object.keys(template?.properties ?? {})).toContain(field);
    }
  });

  it('asks for a bounded number of rows', () => {
    for (const { body } of Object.values(queries)) {
      const sizes = [...objectsIn(body)].flatMap(({ size }) => (typeof size === 'number' ? [size] : []));
      expect(Math.max(...sizes)).toBeGreaterThan(0);
      expect(Math.max(...sizes)).toBeLessThanOrEqual(2_500);
    }
  });

  it('uses only fields that its searches return', () => {
    const returned = Object.values(queries).flatMap(fieldsOf);
    const used = [...textsIn(spec)].flatMap((text) =>
      [...text.matchAll(/datum\._source\.(\w+)/g)].map(([, name]) => name),
    );
    for (const field of used) expect(returned).toContain(field);
  });

  it('draws marks for its rows, and finds every encoded field', async () => {
    const { data, svg, warnings } = await draw(spec, rowsOf(id));
    expect(data.length).toBeGreaterThan(0);
    expect(warnings).toEqual([]);
    expect(svg).not.toMatch(/NaN|Infinity|undefined|null/);
    const encodings = [...objectsIn(spec)].filter(({ encoding }) => encoding !== undefined);
    const fields = encodings.flatMap(({ encoding }) =>
      [...objectsIn(encoding)].flatMap(({ field }) => (typeof field === 'string' ? [field] : [])),
    );
    for (const row of data.slice(-1)) expect(fields.filter((field) => row[field] === undefined)).toEqual([]);
  });

  it('is empty without rows, and keeps its frame', async () => {
    const nothing = Object.fromEntries(Object.keys(queries).map((name) => [name, []]));
    const { data, svg } = await draw(spec, nothing);
    expect(data).toEqual([]);
    expect(/NaN|Infinity|undefined|e\+30/.exec(svg)?.[0]).toBeUndefined();
    expect(svg).toMatch(/^<svg [^>]*width="400" height="260"/);
  });

  it.each([320, 1_200])('keeps within %d pixels', async (width) => {
    const { svg } = await draw(spec, rowsOf(id), { width, height: 240 });
    expect(svg).toMatch(new RegExp(`^<svg [^>]*width="${width}" height="240"`));
  });

  it('uses only colours of the palette, and leaves text colours to the page around it', () => {
    const colours = [...textsIn(spec)].filter(
      (text) => /^(#|rgb|hsl)/.test(text) || /^(black|white|gr[ae]y)$/.test(text),
    );
    for (const colour of colours) expect(Object.values(PALETTE)).toContain(colour);
    expect(JSON.stringify(spec)).not.toMatch(/"type":"text"|labelColor|titleColor|"background"/);
  });

  it('fetches nothing', () => {
    expect([...objectsIn(spec)].filter((object) => 'url' in object || 'href' in object)).toEqual([]);
    expect([...textsIn(spec)].filter((text) => text.includes('//'))).toEqual([]);
  });
});

/** Computes the contrast ratio of two colours, as WCAG 2.2 defines it. */
function contrast(one: string, other: string): number {
  const luminance = (colour: string) => {
    const [red = 0, green = 0, blue = 0] = [1, 3, 5].map((at) => {
      const share = Number.parseInt(colour.slice(at, at + 2), 16) / 255;
      return share <= 0.04045 ? share / 12.92 : ((share + 0.055) / 1.055) ** 2.4;
    });
    return 0.2126 * red + 0.7152 * green + 0.0722 * blue;
  };
  const [darker = 0, lighter = 0] = [luminance(one), luminance(other)].sort((a, b) => a - b);
  return (lighter + 0.05) / (darker + 0.05);
}

it.each(Object.entries(PALETTE))('stands out on white and on a dark ground: %s', (_, colour) => {
  for (const ground of ['#ffffff', '#1d1e24']) expect(contrast(colour, ground)).toBeGreaterThanOrEqual(3);
});
