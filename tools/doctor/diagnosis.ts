/** Runs the checks and collects their findings. */
import pLimit from 'p-limit';
import { explain } from '../../common/calling/aws-error';
import type { StageSettings } from '../../lib/stages';
import { type Connection, connect, type Target } from '../connection';
import { type Account, readAccount } from './account';
import { type CheckResult, examine, type Finding, fail } from './check';
import { ACCOUNT_CHECKS, LOCAL_CHECKS } from './checks';
import { Stacks } from './stacks';

/** Checks that run at a time. AWS would throttle all of them at once. */
const AT_ONCE = 4;

export interface Diagnosis {
  readonly stage: string;
  readonly region?: string;
  readonly account?: string;
  readonly results: readonly Finding[];
}

/** Runs every check; without credentials or a region, only the local ones, and reports that. */
export async function diagnose(stage: StageSettings, target: Target): Promise<Diagnosis> {
  const local = await Promise.all(LOCAL_CHECKS.map((check) => examine(check, undefined)));
  let connection: Connection | undefined;
  try {
    connection = await connect(target);
    const { region } = connection;
    const account = await readAccount(connection);
    const results = await examineAccount(stage, connection, account);
    return { stage: stage.name, region, account: account.id, results: [...local, ...results] };
  } catch (error) {
    const results = [...local, { title: 'Credentials', ...noAccess(error, target) }];
    return { stage: stage.name, ...(connection && { region: connection.region }), results };
  } finally {
    connection?.requestHandler.destroy();
  }
}

function examineAccount(stage: StageSettings, connection: Connection, account: Account): Promise<Finding[]> {
  const context = { stage, connection, account, stacks: new Stacks(connection, stage.name) };
  const limit = pLimit(AT_ONCE);
  return Promise.all(ACCOUNT_CHECKS.map((check) => limit(() => examine(check, context))));
}

function noAccess(error: unknown, { profile }: Target): CheckResult {
  const reason = error instanceof Error ? error.message : String(error);
  const by = profile === undefined ? '' : ` with the profile ${profile}`;
  return fail(`no access to AWS${by}: nothing in the account was checked`, explain(error) ?? reason);
}
