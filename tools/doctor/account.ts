/** Finds out which account and user the credentials belong to. */
import { GetCallerIdentityCommand, STSClient } from '@aws-sdk/client-sts';
import type { Connection } from '../connection';

export interface Account {
  /** 12 digits. */
  readonly id: string;
  /** ARN of the user or role that the credentials belong to. */
  readonly principal: string;
}

/**
 * Reads the account. It needs no permission.
 * @throws what the SDK throws for missing, wrong or expired credentials
 */
export async function readAccount(connection: Connection): Promise<Account> {
  const { Account: id = '', Arn: principal = '' } = await new STSClient(connection).send(
    new GetCallerIdentityCommand({}),
  );
  return { id, principal };
}
