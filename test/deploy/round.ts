/** One round, from an empty server to trips counted in the lake. */
import { mkdirSync } from 'node:fs';
import { stacksIn } from './assembly';
import type { RoundAudit } from './audit';
import { Cdk, type Deployment, type Outputs } from './cdk';
import { countTrips } from './count';
import { Ministack } from './ministack/server';
import { OpenSearchStandIn } from './opensearch';
import { type Step, steps } from './steps';

export interface RoundOptions {
  /** The Python that has ministack. */
  readonly python: string;
  readonly assembly: string;
  /** A folder that does not exist yet. */
  readonly folder: string;
  readonly say: (line: string) => void;
}

/**
 * Runs a round.
 * @throws Error when a step fails, with the end of its output and of ministack's log
 */
export async function runRound({ python, assembly, folder, say }: RoundOptions): Promise<RoundAudit> {
  const step = steps(say);
  mkdirSync(folder);
  const search = new OpenSearchStandIn();
  const openSearch = await search.start();
  let server: Ministack | undefined;
  try {
    const started = () => Ministack.start({ python, folder, openSearch });
    server = await step('start', started, () => 'an empty ministack');
    const outputs = await deployTwice(new Cdk(assembly, folder, server.endpoint), assembly, step);
    say(`  ${'search set-up'.padEnd(24)}${search.summary()}`);
    return await countTrips(folder, server.endpoint, outputs, step);
  } catch (error) {
    const log = server === undefined ? '' : `\nThe end of ${server.log}:\n${server.tail}`;
    throw new Error(`${(error as Error).message}${log}`, { cause: error });
  } finally {
    await server?.stop();
    search.stop();
  }
}

/** @returns the outputs of the stacks */
async function deployTwice(cdk: Cdk, assembly: string, step: Step): Promise<Outputs> {
  const stacks = stacksIn(assembly);
  const resources = [...stacks.values()].reduce((sum, count) => sum + count, 0);
  await step(
    'cdk bootstrap',
    () => cdk.bootstrap(),
    () => '',
  );
  const { outputs } = await step(
    'cdk deploy',
    async () => expectAll(await cdk.deploy(), 'changed', stacks.size),
    () => `${stacks.size} stacks, ${resources} resources`,
  );
  await step(
    'cdk deploy',
    async () => expectAll(await cdk.deploy(), 'unchanged', stacks.size),
    () => `no changes in ${stacks.size} stacks`,
  );
  return outputs;
}

/** @throws Error unless the CLI reports all stacks as changed, or all as unchanged */
function expectAll(deployment: Deployment, what: 'changed' | 'unchanged', stacks: number): Deployment {
  if (deployment[what].length === stacks) return deployment;
  const { changed, unchanged } = deployment;
  const found = `changed ${changed.join(', ') || 'nothing'} and left ${unchanged.join(', ') || 'nothing'} unchanged`;
  throw new Error(`cdk deploy ${found}; all ${stacks} stacks should be ${what}.`);
}
