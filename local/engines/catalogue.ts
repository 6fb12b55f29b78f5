import { FLINK } from './flink/launcher';
import { fetchEngine } from './jvm/cache';
import type { Engine } from './jvm/engine';
import type { Java } from './jvm/java';
import { OPENSEARCH } from './opensearch/distribution';

/** Every engine that runs beside the pipeline. */
export const ENGINES: readonly Engine[] = [FLINK, OPENSEARCH];

/**
 * Brings engines into the cache; at once when all are there.
 * @param say gets a line per phase; none when there is nothing to fetch
 * @throws Error when Maven fails, with what it said
 */
export async function fetchEngines(
  java: Java,
  say: (line: string) => void,
  engines: readonly Engine[] = ENGINES,
): Promise<void> {
  // One after the other: Maven's own repository is not made for two writers.
  for (const engine of engines) await fetchEngine(engine, java, say);
}
