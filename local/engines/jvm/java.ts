/** The Java that runs the engines: JAVA_HOME's, or the one on the PATH. */
import { spawnSync } from 'node:child_process';
import path from 'node:path';

export interface Java {
  /** Its `java.home`, with `bin/java` and `bin/keytool`. */
  readonly home: string;
  /** `17.0.15`. */
  readonly version: string;
}

/** Where a Java came from, and what it said to `-XshowSettings:properties -version`; no text when it did not run. */
export interface JavaAnswer {
  readonly from: string;
  readonly text?: string;
}

/** Flink 1.15 knows no Java beyond 17 officially; 17 is what everything here is tested with. */
export const TESTED = 17;
/** OpenSearch 2 wants the security manager, which Java 24 took away (JEP 486). */
export const LAST = 23;

/** A program of a Java; `javac` is there only in a JDK. */
export function javaTool({ home }: Java, tool: 'java' | 'javac' | 'keytool'): string {
  return path.join(home, 'bin', tool);
}

/** Asks the candidates, best first. */
export function askJavas(environment: NodeJS.ProcessEnv): JavaAnswer[] {
  const { JAVA_HOME } = environment;
  return [
    ...(JAVA_HOME ? [ask(`JAVA_HOME (${JAVA_HOME})`, path.join(JAVA_HOME, 'bin', 'java'))] : []),
    ask('the PATH', 'java'),
  ];
}

/** The first candidate that the engines run on; otherwise why there is none, in part of a sentence. */
export function chooseJava(answers: readonly JavaAnswer[]): Java | string {
  const found = answers.flatMap(({ from, text }) => (text === undefined ? [] : [{ from, ...readSettings(text) }]));
  const fit = found.find(({ major }) => major >= TESTED && major <= LAST);
  if (fit) return { home: fit.home, version: fit.version };
  if (found.length === 0) return 'Java is not installed';
  return found
    .map(({ from, version }) => `Java ${version} of ${from} is not one of ${TESTED} to ${LAST}`)
    .join(', and ');
}

function readSettings(text: string): Java & { readonly major: number } {
  const property = (name: string) => new RegExp(`^\\s*${name} = (.+?)\\s*$`, 'm').exec(text)?.[1] ?? '';
  const version = property('java\\.version') || 'unknown';
  // Java 8 and before say 1.8.
  return { home: property('java\\.home'), version, major: Number(/^(?:1\.)?(\d+)/.exec(version)?.[1] ?? 0) };
}

function ask(from: string, command: string): JavaAnswer {
  const { status, stderr } = spawnSync(command, ['-XshowSettings:properties', '-version'], { encoding: 'utf8' });
  return status === 0 ? { from, text: stderr } : { from };
}
