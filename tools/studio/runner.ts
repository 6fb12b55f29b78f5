/** Calls the studio-runner of a stage. Whoever may call it needs no access to Studio itself. */
import { CloudFormationClient, DescribeStacksCommand } from '@aws-sdk/client-cloudformation';
import { InvokeCommand, LambdaClient } from '@aws-sdk/client-lambda';
import type { RunnerEvent, Standing } from '../../lambda/studio-runner/contract';
import { OUTPUTS, stackName } from '../../lib/names';
import type { Connection } from '../connection';

/** Limit for an answer: it may take a cold start and, with `look`, two sessions with Studio. */
const ANSWER_MS = 60_000;

export class RunnerClient {
  private constructor(
    private readonly lambda: LambdaClient,
    private readonly name: string,
  ) {}

  /**
   * Finds the runner by the outputs of its stack.
   * @throws Error that says what to deploy where there is no stack, or one without a runner
   */
  static async find(stage: string, connection: Connection): Promise<RunnerClient> {
    const stack = stackName(stage, 'Analytics');
    const outputs = await outputsOf(new CloudFormationClient(connection), stack);
    const name = outputs?.find(({ OutputKey }) => OutputKey === OUTPUTS.studioRunner)?.OutputValue;
    if (name !== undefined)
      return new RunnerClient(new LambdaClient({ ...connection, requestHandler: { requestTimeout: ANSWER_MS } }), name);
    const found = outputs === undefined ? `is no stack ${stack}` : `is no studio-runner in the stack ${stack}`;
    throw new Error(`There ${found} in ${connection.region}: deploy it with npm run deploy -- -c stage=${stage}.`);
  }

  /** Asks the runner to begin, and does not wait for it. */
  async begin(action: 'deploy' | 'delete', requestId: string): Promise<void> {
    await this.invoke('Event', { action, requestId });
  }

  /**
   * Asks the runner for its status.
   * @param look whether the runner asks Flink too
   * @throws Error with the runner's own message
   */
  async standing(look: boolean): Promise<Standing> {
    const { FunctionError, Payload } = await this.invoke('RequestResponse', { action: 'status', look });
    const answer = JSON.parse(Buffer.from(Payload ?? []).toString() || '{}');
    if (FunctionError !== undefined) throw new Error(answer.errorMessage ?? `The runner failed: ${FunctionError}.`);
    return answer;
  }

  private invoke(InvocationType: 'Event' | 'RequestResponse', event: RunnerEvent) {
    return this.lambda.send(
      new InvokeCommand({ FunctionName: this.name, InvocationType, Payload: JSON.stringify(event) }),
    );
  }
}

/** @returns the outputs of a stack; undefined where there is no such stack */
async function outputsOf(client: CloudFormationClient, StackName: string) {
  try {
    const { Stacks: [stack] = [] } = await client.send(new DescribeStacksCommand({ StackName }));
    return stack?.Outputs ?? [];
  } catch (error) {
    if (error instanceof Error && /does not exist/.test(error.message)) return undefined;
    throw error;
  }
}
