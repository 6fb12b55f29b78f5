/** What the checks of the account work with. */
import type { StageSettings } from '../../lib/stages';
import type { Connection } from '../connection';
import type { Account } from './account';
import type { Stacks } from './stacks';

export interface Context {
  readonly stage: StageSettings;
  readonly connection: Connection;
  readonly account: Account;
  readonly stacks: Stacks;
}
