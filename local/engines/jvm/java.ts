/** Finds the Java that runs the engines: that of JAVA_HOME, or the one on the PATH. */
import { spawnSync } from 'node:child_process';
import path from 'node:path';

export interface Java {
  /** Value of `java.home`: the folder of `bin/java` and `bin/keytool`. */
  readonly home: string;
  /** For instance `17.0.15`. */
  readonly version: string;
}

/** What a candidate for the Java answered. */
export interface JavaAnswer {
  /** Where the candidate was found, for messages. */
  readonly from: string;
  /** Output of `-XshowSettings:properties -version`; absent if the candidate did not run. */
  readonly text?: string;
}

/** The version that everything here is tested with. Flink 1.15 does not support later ones. */
export const TESTED = 17;
/** OpenSearch 2 needs the security manager, which Java 24 removed (JEP 486). */
export const LAST = 23;

/** Path of one of Java's programs. Only a JDK has `javac`. */
export function javaTool({ home }: Java, tool: 'java' | 'javac' | 'keytool'): string {
  return path.join(home, 'bin', tool);
}

/** Asks the candidates for their settings, the preferred one first. */
export function askJavas(environment: NodeJS.ProcessEnv): JavaAnswer[] {
  const { JAVA_HOME } = environment;
  return [
    ...(JAVA_HOME ? [ask(`JAVA_HOME (${JAVA_HOME})`, path.join(JAVA_HOME, 'bin', 'java'))] : []),
    ask('the PATH', 'java'),
  ];
}

/**
 * Chooses the first candidate that the engines run on.
 * @returns the Java, or why there is none, as part of a sentence
 */
export function chooseJava(answers: readonly JavaAnswer[]): Java | string {
  const found = answers.flatMap(({ from, text }) => (text === undefined ? [] : [{ from, ...readSettings(text) }]));
  const fit = found.find(({ major }) => major >= TESTED && major <= LAST);
  if (fit) return { home: fit.home, version: fit.version };
  if (found.length === 0) return 'Java is not installed';
  return found
    .map(({ from, version }) => `Java ${version} from ${from} is not in the range ${TESTED} to ${LAST}`)
    .join(', and ');
}

function readSettings(text: string): Java & { readonly major: number } {
  const property = (name: string) => new RegExp(`^\\s*${name} = (.+?)\\s*$`, 'm').exec(text)?.[1] ?? '';
  const version = property('java\\.version') || 'unknown';
  // Java up to 8 states its version as 1.8.
  return { home: property('java\\.home'), version, major: Number(/^(?:1\.)?(\d+)/.exec(version)?.[1] ?? 0) };
}

function ask(from: string, command: string): JavaAnswer {
  const { status, stderr } = spawnSync(command, ['-XshowSettings:properties', '-version'], { encoding: 'utf8' });
  return status === 0 ? { from, text: stderr } : { from };
}
