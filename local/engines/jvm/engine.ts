/** What an engine is: a program that Maven fetches and that runs in JVMs on this machine. */
import { createHash } from 'node:crypto';
import { readFileSync } from 'node:fs';
import path from 'node:path';

/** Where the engines are kept: not in the state folder, which every run empties. Git ignores it. */
export const ENGINES_FOLDER = path.resolve(__dirname, '../../..', '.engines');

export interface Engine {
  /** Name for people, such as `Flink`. */
  readonly name: string;
  /** Name of its folder in the cache. */
  readonly key: string;
  /**
   * Absolute path of its `pom.xml`. The property `engine.version` is the engine's version; the goal
   * `generate-resources` fills the folder `engine.folder`.
   */
  readonly pom: string;
  /**
   * Rearranges what Maven fetched.
   * @default it stays as fetched
   */
  readonly layout?: {
    /** Text that changes whenever the layout does. */
    readonly description: string;
    apply(folder: string, version: string): Promise<void>;
  };
}

/** @throws Error if the pom does not state a version */
export function versionOf({ pom }: Engine): string {
  const version = /<engine\.version>([^<]+)<\/engine\.version>/.exec(readFileSync(pom, 'utf8'))?.[1];
  if (version === undefined)
    throw new Error(`${pom} does not have the property engine.version: state the engine's version there.`);
  return version;
}

/**
 * Digest of everything that decides what is in the engine's folder.
 * @returns SHA-256 in hexadecimal
 */
export function recipeOf({ pom, layout }: Engine): string {
  return createHash('sha256')
    .update(readFileSync(pom))
    .update(layout?.description ?? '')
    .digest('hex');
}
