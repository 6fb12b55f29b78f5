/** `npm run engines`: fetches Flink and OpenSearch ahead, so that `npm start` need not. */
import { enginesAvailable } from './availability';
import { fetchEngines } from './catalogue';
import { LAST, TESTED } from './jvm/java';

async function main(): Promise<number> {
  const begun = Date.now();
  const available = enginesAvailable();
  if (!available.ok) {
    process.stderr.write(`${available.missing}\n`);
    return 1;
  }
  const { java } = available;
  if (!java.version.startsWith(`${TESTED}.`))
    say(`Java ${java.version}: the engines are tested with ${TESTED}; up to ${LAST} they should run.`);
  await fetchEngines(java, say);
  say(`The engines are in place (${((Date.now() - begun) / 1000).toFixed(1)} s).`);
  return 0;
}

function say(line: string): void {
  process.stdout.write(`${line}\n`);
}

main().then(
  (code) => {
    process.exitCode = code;
  },
  (error: Error) => {
    process.stderr.write(`${error.message}\n`);
    process.exitCode = 1;
  },
);
