/** Whether this machine can run the engines, and if not, the one line that says what is missing and how to get it. */
import { spawnSync } from 'node:child_process';
import { ENGINES } from './catalogue';
import { cached } from './jvm/cache';
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

/** What it needs: Java always; Maven only as long as not all of the engines are in the cache. */
export function enginesAvailable(environment = process.env, engines: readonly Engine[] = ENGINES): Availability {
  const java = chooseJava(askJavas(environment));
  if (typeof java === 'string') return judge(java, true);
  return judge(java, engines.every((engine) => cached(engine)) || mavenThere(java));
}

/** @param java the Java found, or why there is none */
export function judge(java: Java | string, maven: boolean): Availability {
  const lacks = [
    ...(typeof java === 'string' ? [java] : []),
    ...(maven ? [] : ['Maven is not installed (mvn), and the engines are not fetched yet']),
  ];
  if (typeof java !== 'string' && lacks.length === 0) return { ok: true, java };
  return { ok: false, missing: `Flink and OpenSearch cannot run here: ${lacks.join('; ')}. ${REMEDY}` };
}

function mavenThere({ home }: Java): boolean {
  return spawnSync('mvn', ['--version'], { env: { ...process.env, JAVA_HOME: home } }).status === 0;
}
