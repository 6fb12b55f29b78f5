/** Zeppelin as an engine that only the tests know, and whether this machine can run it. */
import { existsSync } from 'node:fs';
import path from 'node:path';
import { type Availability, enginesAvailable } from '../../../local/engines/availability';
import { FLINK } from '../../../local/engines/flink/launcher';
import type { Engine } from '../../../local/engines/jvm/engine';
import { javaTool } from '../../../local/engines/jvm/java';

/** The server, and what a process of an interpreter needs beside Flink's own jars. */
export const ZEPPELIN: Engine = { name: 'Zeppelin', key: 'zeppelin', pom: path.join(__dirname, 'pom.xml') };

export const STUDIO_ENGINES = [FLINK, ZEPPELIN] as const;

/** As for the engines, and a compiler: the interpreter is built when a test starts. */
export function studioAvailable(): Availability {
  const available = enginesAvailable(process.env, STUDIO_ENGINES);
  if (!available.ok || existsSync(javaTool(available.java, 'javac'))) return available;
  return {
    ok: false,
    missing: `Zeppelin's interpreter cannot be built here: Java ${available.java.version} at ${available.java.home} has no javac. On Debian and Ubuntu: apt-get install openjdk-17-jdk-headless; on macOS openjdk@17 has it.`,
  };
}
