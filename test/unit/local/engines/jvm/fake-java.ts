/** Lets tests run a script where production code runs Java. */
import { chmodSync, mkdirSync, writeFileSync } from 'node:fs';
import path from 'node:path';
import type { Java } from '../../../../../local/engines/jvm/java';

/** Makes a Java whose `java` is this Node, which runs its last argument as JavaScript. */
export function fakeJava(folder: string): Java {
  const bin = path.join(folder, 'java', 'bin');
  mkdirSync(bin, { recursive: true });
  writeFileSync(path.join(bin, 'java'), `#!${process.execPath}\neval(process.argv.at(-1));\n`);
  chmodSync(path.join(bin, 'java'), 0o755);
  return { home: path.join(folder, 'java'), version: '17' };
}
