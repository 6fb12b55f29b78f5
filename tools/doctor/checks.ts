/** Every check, in the order in which a deployment would fail. */
import type { Check } from './check';
import { bootstrap } from './checks/bootstrap';
import { cdkCli } from './checks/cdk-cli';
import { connector } from './checks/connector';
import { lambdaConcurrency } from './checks/lambda-concurrency';
import { logPolicies } from './checks/log-policies';
import { names } from './checks/names';
import { nodeVersion } from './checks/node-version';
import { principal } from './checks/principal';
import { searchLimits } from './checks/search-limits';
import { searchNodes } from './checks/search-nodes';
import { stackStates } from './checks/stack-states';
import { streams } from './checks/streams';
import { studioService } from './checks/studio-service';
import type { Context } from './context';

/** Checks of this machine and this repository. */
export const LOCAL_CHECKS: readonly Check<unknown>[] = [nodeVersion(), cdkCli(), connector()];

/** Checks of the account in its region. */
export const ACCOUNT_CHECKS: readonly Check<Context>[] = [
  principal,
  bootstrap,
  stackStates,
  ...names,
  lambdaConcurrency,
  streams,
  searchNodes,
  searchLimits,
  logPolicies,
  studioService,
];
