/** The command line `npm run studio`: starts, stops and shows the Studio application; `--help` explains it. */
import { setTimeout as wait } from 'node:timers/promises';
import { explain } from '../common/calling/aws-error';
import { connect } from './shared/connection';
import { ask, showStatus } from './studio/commands';
import { HELP, type Options, parseOptions } from './studio/options';
import { RunnerClient } from './studio/runner';

async function main(): Promise<number> {
  let options: Options | 'help';
  try {
    options = parseOptions(process.argv.slice(2));
  } catch (error) {
    process.stderr.write(`${(error as Error).message} (--help shows all)\n`);
    return 2;
  }
  if (options === 'help') {
    process.stdout.write(HELP);
    return 0;
  }
  const { command, stage, target } = options;
  const runner = await RunnerClient.find(stage, await connect(target));
  const waiting = { wait, tell: (line: string) => process.stdout.write(`${line}\n`) };
  if (command === 'status') await showStatus(runner, waiting);
  else await ask(runner, command === 'start' ? 'deploy' : 'delete', waiting);
  return 0;
}

main().then(
  (status) => {
    process.exitCode = status;
  },
  (error: unknown) => {
    process.stderr.write(`${explain(error) ?? (error instanceof Error ? error.message : String(error))}\n`);
    process.exitCode = 1;
  },
);
