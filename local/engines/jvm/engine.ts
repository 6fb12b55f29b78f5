/** A real engine that runs here in JVMs: what Maven fetches for it, and how that is laid out. */
import { createHash } from 'node:crypto';
import { readFileSync } from 'node:fs';
import path from 'node:path';

/** Where the engines are kept: beside the state folder, which every run empties, and ignored by git. */
export const ENGINES_FOLDER = path.resolve(__dirname, '../../..', '.engines');

export interface Engine {
  /** As people call it: `Flink`. */
  readonly name: string;
  /** Its folder in the cache. */
  readonly key: string;
  /** Absolute path of its `pom.xml`, whose `engine.version` is its version and which fills `engine.folder`. */
  readonly pom: string;
  /** Lays out what Maven brought. @default as it came */
  readonly layout?: {
    /** Changes whenever the layout does. */
    readonly description: string;
    apply(folder: string, version: string): Promise<void>;
  };
}

/** @throws Error when the pom states no version */
export function versionOf({ pom }: Engine): string {
  const version = /<engine\.version>([^<]+)<\/engine\.version>/.exec(readFileSync(pom, 'utf8'))?.[1];
  if (version === undefined)
    throw new Error(`${pom} has no property engine.version: state the engine's version there.`);
  return version;
}

/** Everything that decides what is in the engine's folder, as a SHA-256 in hexadecimal. */
export function recipeOf({ pom, layout }: Engine): string {
  return createHash('sha256')
    .update(readFileSync(pom))
    .update(layout?.description ?? '')
    .digest('hex');
}
