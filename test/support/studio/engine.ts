/** Declares Zeppelin as an engine for the tests alone, and says whether this machine can run it. */
import { existsSync } from 'node:fs';
import path from 'node:path';
import { type Availability, enginesAvailable } from '../../../local/engines/availability';
import { FLINK } from '../../../local/engines/flink/launcher';
import type { Engine } from '../../../local/engines/jvm/engine';
import { javaTool } from '../../../local/engines/jvm/java';

/** Jars of the server, and those that an interpreter needs in addition to Flink's. */
export const ZEPPELIN: Engine = { name: 'Zeppelin', key: 'zeppelin', pom: path.join(__dirname, 'pom.xml') };

export const STUDIO_ENGINES = [FLINK, ZEPPELIN] as const;

/** Says whether the engines can run and `javac` is there: a test compiles the interpreter first. */
export function studioAvailable(): Availability {
  const available = enginesAvailable(process.env, STUDIO_ENGINES);
  if (!available.ok || existsSync(javaTool(available.java, 'javac'))) return available;
  return {
    ok: false,
    missing: `Zeppelin's interpreter cannot be compiled: Java ${available.java.version} at ${available.java.home} has no javac. On Debian and Ubuntu: apt-get install openjdk-17-jdk-headless; on macOS: brew install openjdk@17.`,
  };
}
