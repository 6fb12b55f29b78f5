/** The command line `npm run doctor`: looks for what would make a deployment fail; `--help` explains it. */
import { diagnose } from './doctor/diagnosis';
import { HELP, type Options, parseOptions } from './doctor/options';
import { hasFailed, renderDiagnosis } from './doctor/report';

async function main(): Promise<number> {
  let options: Options | 'help';
  try {
    options = parseOptions(process.argv.slice(2));
  } catch (error) {
    process.stderr.write(`${(error as Error).message} (--help shows all flags)\n`);
    return 2;
  }
  if (options === 'help') {
    process.stdout.write(HELP);
    return 0;
  }
  const diagnosis = await diagnose(options.stage, options.target);
  const { stdout } = process;
  const colours = stdout.isTTY === true && process.env.NO_COLOR === undefined;
  stdout.write(options.json ? `${JSON.stringify(diagnosis, undefined, 2)}\n` : renderDiagnosis(diagnosis, colours));
  return hasFailed(diagnosis.results) ? 1 : 0;
}

main().then(
  (status) => {
    process.exitCode = status;
  },
  (error: unknown) => {
    process.stderr.write(`The doctor itself failed: ${error instanceof Error ? error.message : String(error)}\n`);
    process.exitCode = 1;
  },
);
