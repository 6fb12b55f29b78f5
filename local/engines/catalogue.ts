/** The engines that a run may use, and how to fetch them. */
import { FLINK } from './flink/launcher';
import { fetchEngine } from './jvm/cache';
import type { Engine } from './jvm/engine';
import type { Java } from './jvm/java';
import { OPENSEARCH } from './opensearch/distribution';

/** Every engine that runs beside the pipeline. */
export const ENGINES: readonly Engine[] = [FLINK, OPENSEARCH];

/**
 * Brings engines into the cache. Does nothing for those that are there.
 * @param say gets a line per phase; none if there is nothing to fetch
 * @throws Error with Maven's own errors if Maven fails
 */
export async function fetchEngines(
  java: Java,
  say: (line: string) => void,
  engines: readonly Engine[] = ENGINES,
): Promise<void> {
  // One after the other, as two Mavens must not write to Maven's own repository at a time.
  for (const engine of engines) await fetchEngine(engine, java, say);
}
