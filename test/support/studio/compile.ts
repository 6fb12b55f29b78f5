/** Compiles the interpreter and its launcher with the JDK that runs them. */
import { execFile } from 'node:child_process';
import path from 'node:path';
import { promisify } from 'node:util';
import { FLINK } from '../../../local/engines/flink/launcher';
import { folderOf } from '../../../local/engines/jvm/cache';
import { type Java, javaTool } from '../../../local/engines/jvm/java';
import { ZEPPELIN } from './engine';

const SOURCES = path.join(__dirname, 'interpreter');

/** Java option of the server and of the interpreter. */
export const LOOPBACK_ONLY = '-Djava.security.manager=tripstream.studio.LoopbackOnly';

/** Jars of the Zeppelin server. */
export const SERVER_JARS = path.join(folderOf(ZEPPELIN), 'lib', '*');
/** Jars of the interpreter. Flink's come first, as both have classes of the same name. */
export const INTERPRETER_JARS = [
  path.join(folderOf(FLINK), 'lib', '*'),
  path.join(folderOf(ZEPPELIN), 'interpreter', '*'),
] as const;

const INTERPRETER = [
  'FlinkInterpreter',
  'LocalKinesis',
  'LoopbackOnly',
  'Session',
  'SessionInterpreter',
  'SqlInterpreter',
];

/**
 * Compiles both.
 * @param classes folder for the interpreter's classes
 * @param launcher folder for the launcher's classes
 * @throws Error with the compiler's message
 */
export async function compileInterpreter(java: Java, classes: string, launcher: string): Promise<void> {
  await Promise.all([
    javac(java, classes, INTERPRETER_JARS, INTERPRETER),
    javac(java, launcher, [SERVER_JARS], ['FlinkInterpreterLauncher']),
  ]);
}

async function javac(java: Java, folder: string, jars: readonly string[], names: readonly string[]): Promise<void> {
  const sources = names.map((name) => path.join(SOURCES, `${name}.java`));
  const options = ['-proc:none', '-nowarn', '-d', folder, '-cp', jars.join(path.delimiter)];
  await promisify(execFile)(javaTool(java, 'javac'), [...options, ...sources]);
}
