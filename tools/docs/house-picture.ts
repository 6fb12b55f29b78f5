/** Draws the rooms of the house as a Mermaid diagram, with an arrow for each import. */
import { execFileSync } from 'node:child_process';
import path from 'node:path';

const ROOT = path.resolve(__dirname, '../..');
const DEPCRUISE = path.join(ROOT, 'node_modules/dependency-cruiser/bin/dependency-cruise.mjs');
/** All imports of some hundred files as JSON take a few megabytes. */
const MAX_OUTPUT_BYTES = 64 * 1024 * 1024;

const CONTRACTS = 'contracts';

/** Files by room. A file is in the first room that its path fits; others are not drawn. */
const ROOMS: readonly (readonly [room: string, files: RegExp])[] = [
  [CONTRACTS, /^(lambda\/[^/]+\/contract|producer\/contract|lib\/names)\.ts$/],
  ['lib/checks', /^lib\/checks\//],
  ['local/run/wiring', /^local\/run\/wiring\//],
  ['$1', /^((producer|lambda|local)\/[^/.]+)\//],
  ['$1', /^(lambda\/bundling|local\/start)\.ts$/],
  ['tools', /^tools\/(?!docs\/)/],
  ['$1', /^(athena-sql|bin|common|dashboards|flink-sql|lib|producer|telemetry)\//],
];

/** Rooms that nearly all others import. Arrows to them would hide the rest. */
const GROUND = ['common', 'telemetry'];

interface Cruised {
  readonly modules: readonly {
    readonly source: string;
    readonly dependencies: readonly { readonly resolved: string }[];
  }[];
}

type Arrows = ReadonlyMap<string, ReadonlySet<string>>;

/** @returns a Mermaid flowchart in a code block; arrows that follow from others are left out */
export function housePicture(): string {
  const arrows = withoutDetours(arrowsBetweenRooms());
  const groups = new Map<string, string[]>();
  for (const room of arrows.keys()) {
    const folder = GROUND.includes(room) ? 'ground, for any room' : (room.split('/')[0] ?? room);
    groups.set(folder, [...(groups.get(folder) ?? []), room]);
  }
  const boxes = [...groups].flatMap(([folder, rooms]) =>
    rooms.length === 1
      ? rooms.map((room) => `  ${box(room)}`)
      : [`  subgraph in-${id(folder)}["${folder}"]`, ...rooms.map((room) => `    ${box(room)}`), '  end'],
  );
  const lines = [...arrows].flatMap(([from, targets]) =>
    [...targets].sort().map((to) => `  ${id(from)} --> ${id(to)}`),
  );
  return ['```mermaid', 'flowchart TD', ...boxes, ...lines, '```', ''].join('\n');
}

/** The rooms, in order of their names, each with the rooms that it imports. */
function arrowsBetweenRooms(): Arrows {
  const args = [DEPCRUISE, '--output-type', 'json', '.'];
  const output = execFileSync(process.execPath, args, { cwd: ROOT, encoding: 'utf8', maxBuffer: MAX_OUTPUT_BYTES });
  const arrows = new Map<string, Set<string>>();
  for (const { source, dependencies } of (JSON.parse(output) as Cruised).modules) {
    const from = roomOf(source);
    if (from === undefined) continue;
    const targets = arrows.get(from) ?? new Set();
    arrows.set(from, targets);
    for (const { resolved } of dependencies) {
      const to = roomOf(resolved);
      if (to !== undefined && to !== from && !GROUND.includes(to)) targets.add(to);
    }
  }
  return new Map([...arrows].sort(([one], [other]) => (one < other ? -1 : 1)));
}

function roomOf(file: string): string | undefined {
  for (const [room, files] of ROOMS) {
    const match = files.exec(file);
    if (match) return room.replace('$1', match[1] ?? '');
  }
  return undefined;
}

/**
 * Leaves out an arrow where another room that is imported leads to the same target.
 * @throws Error for rooms that import each other in a circle, which no rule about files would see
 */
function withoutDetours(arrows: Arrows): Arrows {
  const reached = (from: string, way: readonly string[] = []): ReadonlySet<string> => {
    if (way.includes(from)) throw new Error(`Rooms import each other: ${[...way, from].join(' → ')}`);
    const next = [...(arrows.get(from) ?? [])];
    return new Set([...next, ...next.flatMap((room) => [...reached(room, [...way, from])])]);
  };
  const direct = (targets: ReadonlySet<string>) =>
    [...targets].filter((to) => ![...targets].some((other) => other !== to && reached(other).has(to)));
  return new Map([...arrows].map(([from, targets]) => [from, new Set(direct(targets))]));
}

function box(room: string): string {
  return `${id(room)}["${room}"]`;
}

/** Mermaid's ids take no slash and no space. */
function id(room: string): string {
  return room.replace(/[/, ]+/g, '-');
}
