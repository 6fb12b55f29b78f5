/**
 * What `npm run test:deploy` does: deploys the app to an emulator of AWS and sends trips through
 * it.
 */
import { mkdtempSync } from 'node:fs';
import { rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { Shutdown } from '../../local/run/shutdown';
import type { RoundAudit } from './audit';
import { synthesise } from './cdk';
import { endChildren } from './children';
import { forgetAccount } from './environment';
import { installMinistack, Unavailable, VERSION } from './ministack/install';
import { runRound } from './round';

const say = (line: string) => process.stdout.write(`${line}\n`);

export interface TestOptions {
  readonly rounds: number;
  /** True where it must not be skipped. */
  readonly isRequired: boolean;
}

/**
 * Deploys to ministack and counts trips, in rounds that each start from an empty server.
 * @returns the exit status: 0 also where ministack cannot run and is not required
 */
export async function testDeployment({ rounds, isRequired }: TestOptions): Promise<number> {
  const begun = Date.now();
  const shutdown = new Shutdown();
  shutdown.install();
  let python: string;
  try {
    python = await installMinistack(say);
  } catch (error) {
    if (!(error instanceof Unavailable)) throw error;
    say(`The emulated deployment is ${isRequired ? 'required and cannot run' : 'SKIPPED'}: ${error.message}`);
    return isRequired ? 1 : 0;
  }
  // After the installation, which uses the person's own settings for pip.
  forgetAccount();
  const isGood = await runRounds(rounds, python, shutdown);
  say(`${isGood ? 'The emulated deployment holds' : 'FAILED'} (${((Date.now() - begun) / 1000).toFixed(0)} s).`);
  return isGood ? 0 : 1;
}

async function runRounds(rounds: number, python: string, shutdown: Shutdown): Promise<boolean> {
  const folder = mkdtempSync(path.join(tmpdir(), 'tripstream-deploy-'));
  let isGood = true;
  // Steps run last first, so this one runs last. It keeps the files of a failed run.
  shutdown.add(() => (isGood ? rm(folder, { recursive: true, force: true }) : undefined));
  shutdown.add(endChildren);
  try {
    const assembly = path.join(folder, 'assembly');
    say(`The app of dev on ministack ${VERSION}, with these differences:`);
    process.stdout.write(await synthesise(assembly, folder));
    say("  a stand-in for OpenSearch that accepts everything: ministack's domain is only an address");
    for (let number = 1; number <= rounds; number += 1) {
      say(`Round ${number} of ${rounds}`);
      const audit = await runRound({ python, assembly, folder: path.join(folder, `round-${number}`), say });
      isGood = printAudit(audit) && isGood;
    }
  } catch (error) {
    isGood = false;
    process.stderr.write(`${(error as Error).message}\n`);
  }
  await shutdown.stop();
  if (!isGood) say(`The files of this run are in ${folder}.`);
  return isGood;
}

function printAudit({
  rowsRead,
  inLake,
  quarantined,
  rejected,
  duplicates,
  lost,
  redelivered,
  ...rest
}: RoundAudit): boolean {
  const parts = `${inLake} in the lake + ${quarantined} quarantined + ${rejected} rejected + ${duplicates} duplicates`;
  say(`  audit: ${rowsRead} rows = ${parts} + ${lost} lost; ${redelivered} redelivered, ${rest.folders} folders`);
  for (const problem of rest.problems) say(`  WRONG: ${problem}`);
  return rest.problems.length === 0 && lost === 0;
}
