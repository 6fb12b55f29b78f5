/** Tells whether this machine can run the engines; if not, what is missing and how to get it. */
import { spawnSync } from 'node:child_process';
import { ENGINES } from './catalogue';
import { isCached } from './jvm/cache';
import type { Engine } from './jvm/engine';
import { askJavas, chooseJava, type Java } from './jvm/java';

export type Availability =
  | { readonly ok: true; readonly java: Java }
  | {
      readonly ok: false;
      /** One line: what is missing, and how to get it on Debian and macOS. */
      readonly missing: string;
    };

const REMEDY =
  'On Debian and Ubuntu: apt-get install openjdk-17-jre-headless maven; on macOS: brew install openjdk@17 maven, and export JAVA_HOME="$(brew --prefix openjdk@17)/libexec/openjdk.jdk/Contents/Home".';

/**
 * Looks for what the engines need: Java, and Maven unless every engine is already in the cache.
 */
export function enginesAvailable(environment = process.env, engines: readonly Engine[] = ENGINES): Availability {
  const java = chooseJava(askJavas(environment));
  if (typeof java === 'string') return judge(java, true);
  return judge(java, engines.every((engine) => isCached(engine)) || hasMaven(java));
}

/**
 * Puts together what was found.
 * @param java the Java found, or why there is none
 * @param maven false if Maven is needed but not installed
 */
export function judge(java: Java | string, maven: boolean): Availability {
  const missing = [
    ...(typeof java === 'string' ? [java] : []),
    ...(maven ? [] : ['Maven (mvn) is not installed, and not all engines are fetched yet']),
  ];
  if (typeof java !== 'string' && missing.length === 0) return { ok: true, java };
  return { ok: false, missing: `Flink and OpenSearch cannot run here: ${missing.join('; ')}. ${REMEDY}` };
}

function hasMaven({ home }: Java): boolean {
  return spawnSync('mvn', ['--version'], { env: { ...process.env, JAVA_HOME: home } }).status === 0;
}
