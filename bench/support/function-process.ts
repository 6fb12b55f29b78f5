/**
 * Runs a function's bundle in rounds, as Lambda's runtime would, and sends what each round cost.
 */
import { readFileSync } from 'node:fs';
import { pathToFileURL } from 'node:url';

interface Context {
  readonly functionName: string;
  readonly awsRequestId: string;
  readonly getRemainingTimeInMillis: () => number;
}

type Handler = (event: unknown, context: Context) => Promise<{ readonly batchItemFailures: readonly unknown[] }>;

async function run([bundle = '', rounds = '', ...events]: readonly string[]): Promise<void> {
  const { handler } = (await import(pathToFileURL(bundle).href)) as { readonly handler: Handler };
  const texts = events.map((file) => readFileSync(file, 'utf8'));
  for (let round = 0; round < Number(rounds); round++) {
    const before = process.cpuUsage();
    for (const text of texts) await invoke(handler, text);
    const { user, system } = process.cpuUsage(before);
    // Standard output belongs to the function, as in Lambda.
    process.send?.(user + system);
  }
}

async function invoke(handler: Handler, text: string): Promise<void> {
  const id = Math.random().toString(16).slice(2, 10).padEnd(8, '0');
  process.env._X_AMZN_TRACE_ID = `Root=1-65f0c0de-${id}${id}${id};Parent=${id}${id};Sampled=1`;
  const context = { functionName: 'transform', awsRequestId: id, getRemainingTimeInMillis: () => 60_000 };
  const { batchItemFailures } = await handler(JSON.parse(text), context);
  if (batchItemFailures.length > 0) throw new Error('The sink did not accept everything.');
}

run(process.argv.slice(2)).then(() => process.disconnect?.());
