/** Finds the deployed stacks of a stage, whatever their status. */
import {
  CloudFormationClient,
  paginateDescribeStacks,
  paginateListStackResources,
} from '@aws-sdk/client-cloudformation';
import { type StackPart, stackName, stackPrefix } from '../../lib/names';
import type { Connection } from '../connection';

export interface DeployedStack {
  readonly name: string;
  /** As CloudFormation calls it: `UPDATE_COMPLETE`. */
  readonly status: string;
  /** True where CloudFormation refuses to delete it. */
  readonly isProtected: boolean;
}

export class Stacks {
  private readonly client: CloudFormationClient;
  private listed: Promise<readonly DeployedStack[]> | undefined;

  constructor(
    connection: Connection,
    private readonly stage: string,
  ) {
    this.client = new CloudFormationClient(connection);
  }

  /** Lists the stacks that are not deleted. AWS is asked once, however often this is called. */
  list(): Promise<readonly DeployedStack[]> {
    this.listed ??= this.read();
    return this.listed;
  }

  /** True where the stack exists with all of its resources. */
  async isDeployed(part: StackPart): Promise<boolean> {
    const stack = (await this.list()).find(({ name }) => name === this.nameOf(part));
    return stack !== undefined && /^(CREATE_COMPLETE|UPDATE_|IMPORT_)/.test(stack.status);
  }

  /** True where the resource belongs to that stack, which therefore does not create it again. */
  async owns(part: StackPart, resource: string): Promise<boolean> {
    const name = this.nameOf(part);
    if (!(await this.list()).some((stack) => stack.name === name)) return false;
    // What a failed stack retained is still listed, and no longer belongs to it.
    for await (const page of paginateListStackResources({ client: this.client }, { StackName: name }))
      for (const { PhysicalResourceId, ResourceStatus } of page.StackResourceSummaries ?? [])
        if (PhysicalResourceId === resource && !ResourceStatus?.startsWith('DELETE_')) return true;
    return false;
  }

  nameOf(part: StackPart): string {
    return stackName(this.stage, part);
  }

  private async read(): Promise<readonly DeployedStack[]> {
    const stacks: DeployedStack[] = [];
    // Lists all stacks of the account, because asking for one that does not exist is an error.
    for await (const page of paginateDescribeStacks({ client: this.client }, {}))
      for (const { StackName = '', StackStatus = '', EnableTerminationProtection } of page.Stacks ?? [])
        if (StackName.startsWith(stackPrefix(this.stage)))
          stacks.push({ name: StackName, status: StackStatus, isProtected: EnableTerminationProtection === true });
    return stacks;
  }
}
