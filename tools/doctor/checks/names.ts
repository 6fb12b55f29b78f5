/** Checks that the names which the stacks give are free. */
import { GetDatabaseCommand, GlueClient } from '@aws-sdk/client-glue';
import { DescribeDomainCommand, OpenSearchClient } from '@aws-sdk/client-opensearch';
import { databaseName, domainName, type StackPart } from '../../../lib/names';
import { type Check, type CheckResult, fail, ok } from '../check';
import type { Context } from '../context';

/** A name that a stack gives, and that can be taken. CloudFormation names everything else. */
interface GivenName {
  readonly title: string;
  readonly needs: readonly string[];
  /** The stack that gives it. */
  readonly part: StackPart;
  readonly of: (stage: string) => string;
  /**
   * Looks for what has the name.
   * @returns what it is; undefined for nothing
   * @throws what the SDK throws
   */
  readonly find: (name: string, context: Context) => Promise<string | undefined>;
  readonly remove: (name: string) => string;
}

const NAMES: readonly GivenName[] = [
  {
    title: 'OpenSearch domain name',
    needs: ['es:DescribeDomain'],
    part: 'Search',
    of: domainName,
    async find(name, { connection }) {
      const client = new OpenSearchClient(connection);
      const { DomainStatus } = await client.send(new DescribeDomainCommand({ DomainName: name }));
      return DomainStatus?.Deleted ? 'an OpenSearch domain that is being deleted' : 'an OpenSearch domain';
    },
    remove: (name) => `aws opensearch delete-domain --domain-name ${name}`,
  },
  {
    title: 'Glue database name',
    needs: ['glue:GetDatabase'],
    part: 'Storage',
    of: databaseName,
    async find(name, { connection }) {
      const { Database } = await new GlueClient(connection).send(new GetDatabaseCommand({ Name: name }));
      return Database && 'a Glue database';
    },
    remove: (name) => `aws glue delete-database --name ${name}`,
  },
];

/** A check for each name. A stage that retains its data leaves its names behind. */
export const names: readonly Check<Context>[] = NAMES.map((given) => ({
  title: given.title,
  needs: [...given.needs, 'cloudformation:DescribeStacks', 'cloudformation:ListStackResources'],
  run: (context) => checkName(given, context),
}));

async function checkName(given: GivenName, context: Context): Promise<CheckResult> {
  const { stacks, connection } = context;
  const name = given.of(context.stage.name);
  const holder = await undefinedIfMissing(given.find(name, context));
  if (holder === undefined) return ok(`${name} is free`);
  if (await stacks.owns(given.part, name)) return ok(`${name} is this stage's own`);
  return fail(
    `${name} is taken by ${holder} that is not part of ${stacks.nameOf(given.part)}`,
    `If nothing in it is needed: \`${given.remove(name)} --region ${connection.region}\`, and wait until it is gone.`,
  );
}

const NOT_FOUND = new Set(['ResourceNotFoundException', 'EntityNotFoundException']);

async function undefinedIfMissing<T>(found: Promise<T>): Promise<T | undefined> {
  try {
    return await found;
  } catch (error) {
    if (NOT_FOUND.has((error as Error).name)) return undefined;
    throw error;
  }
}
