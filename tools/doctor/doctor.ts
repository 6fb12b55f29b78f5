/** What `npm run doctor` does: examines the machine and the account, and prints what it found. */
import { UserError } from '../../common/cli/errors';
import { stageSettings } from '../../lib/stages';
import { type Diagnosis, diagnose } from './diagnosis';
import type { Options } from './options';
import { hasFailed, renderDiagnosis } from './report';

/**
 * Runs every check and prints the findings.
 * @returns the exit status: 1 where a deployment would fail
 * @throws UserError when the doctor itself fails
 */
export async function runDoctor({ stage, target, json }: Options): Promise<number> {
  let diagnosis: Diagnosis;
  try {
    diagnosis = await diagnose(stageSettings(stage), target);
  } catch (error) {
    const reason = error instanceof Error ? error.message : String(error);
    throw new UserError(`The doctor itself failed: ${reason}`, { cause: error });
  }
  const { stdout } = process;
  const colours = stdout.isTTY === true && process.env.NO_COLOR === undefined;
  stdout.write(json ? `${JSON.stringify(diagnosis, undefined, 2)}\n` : renderDiagnosis(diagnosis, colours));
  return hasFailed(diagnosis.results) ? 1 : 0;
}
