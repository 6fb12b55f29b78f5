/** The work of `npm run engines`: fetches Flink and OpenSearch into the cache. */
import { mendable, UserError } from '../../common/cli/errors';
import { enginesAvailable } from './availability';
import { fetchEngines } from './catalogue';
import { LAST, TESTED } from './jvm/java';

/**
 * Fetches the engines that are not in the cache yet.
 * @returns exit status 0
 * @throws UserError if Java or Maven is missing, or if Maven fails
 */
export async function fetchAll(): Promise<number> {
  const begun = Date.now();
  const available = enginesAvailable();
  if (!available.ok) throw new UserError(available.missing);
  const { java } = available;
  if (!java.version.startsWith(`${TESTED}.`))
    say(`Java ${java.version}: the engines are tested with ${TESTED}, and should run with up to ${LAST}.`);
  await mendable(() => fetchEngines(java, say));
  say(`The engines are in place (${((Date.now() - begun) / 1000).toFixed(1)} s).`);
  return 0;
}

function say(line: string): void {
  process.stdout.write(`${line}\n`);
}
