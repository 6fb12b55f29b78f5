/** Calls the studio-runner. */
import { InvocationType, InvokeCommand, type LambdaClient } from '@aws-sdk/client-lambda';
import type { RunnerEvent, Standing } from '../studio-runner/contract';

export class RunnerClient {
  constructor(
    private readonly client: LambdaClient,
    private readonly name: string,
  ) {}

  /** Starts a run without waiting for it. */
  async begin(event: RunnerEvent): Promise<void> {
    await this.invoke(InvocationType.Event, event);
  }

  /**
   * Asks how things stand.
   * @throws Error with the runner's message when it fails, such as for a wrong environment
   */
  async standing(): Promise<Standing> {
    const { FunctionError, Payload } = await this.invoke(InvocationType.RequestResponse, {
      action: 'status',
      look: false,
    });
    const answer = JSON.parse(Buffer.from(Payload ?? []).toString() || '{}');
    if (FunctionError !== undefined)
      throw new Error(`The studio-runner failed: ${answer.errorMessage ?? FunctionError}`);
    return answer;
  }

  private invoke(type: InvocationType, event: RunnerEvent) {
    return this.client.send(
      new InvokeCommand({ FunctionName: this.name, InvocationType: type, Payload: JSON.stringify(event) }),
    );
  }
}
