/** Tests npm run studio: finding the runner, starting and stopping the job, showing its status. */
import { CloudFormationClient, DescribeStacksCommand } from '@aws-sdk/client-cloudformation';
import { InvokeCommand, LambdaClient } from '@aws-sdk/client-lambda';
import { mockClient } from 'aws-sdk-client-mock';
import { parseCommandLine } from '../../../../common/cli/parse';
import type { RunOutcome, Standing, Status } from '../../../../lambda/studio-runner/contract';
import type { Connection } from '../../../../tools/connection';
import { ask, showStatus } from '../../../../tools/studio/commands';
import { readOptions, STUDIO_FLAGS } from '../../../../tools/studio/options';
import { RunnerClient } from '../../../../tools/studio/runner';

const cloudFormation = mockClient(CloudFormationClient);
const lambda = mockClient(LambdaClient);
const connection = { region: 'eu-west-1' } as unknown as Connection;

/** The runner's answers to `status`, in order. The last one is repeated. */
let standings: readonly ((id: string) => Standing)[] = [];
const requests: { readonly action: string; readonly requestId: string }[] = [];
const lines: string[] = [];
const waiting = { wait: async () => {}, tell: (line: string) => void lines.push(line) };

beforeEach(() => {
  for (const list of [requests, lines]) list.length = 0;
  cloudFormation.reset();
  lambda.reset();
  cloudFormation
    .on(DescribeStacksCommand, { StackName: 'Tripstream-prod-Analytics' })
    .resolves({ Stacks: [stackWith({ OutputKey: 'StudioRunnerName', OutputValue: 'runner:live' })] });
  let statusCalls = 0;
  lambda.on(InvokeCommand, { FunctionName: 'runner:live' }).callsFake(({ InvocationType, Payload }) => {
    const event = JSON.parse(Payload);
    if (InvocationType === 'Event') {
      requests.push(event);
      return {};
    }
    const standing = standings[Math.min(statusCalls++, standings.length - 1)];
    return { Payload: Buffer.from(JSON.stringify(standing?.(requests[0]?.requestId ?? ''))) };
  });
});

const stackWith = (...Outputs: readonly { OutputKey: string; OutputValue: string }[]) => ({
  StackName: 'x',
  CreationTime: new Date(0),
  StackStatus: 'CREATE_COMPLETE' as const,
  Outputs: [...Outputs],
});
const runner = () => RunnerClient.find('prod', connection);
const at = '2026-01-01T00:00:00.000Z';
const standing = (more: Partial<Standing> = {}): Standing => ({ application: 'STARTING', working: true, ...more });
const outcome = (id: string, phase: RunOutcome['phase'], message = ''): Pick<Status, 'request'> => ({
  request: { id, action: 'deploy', phase, message, at },
});

describe('finding the runner', () => {
  it('says which stack to deploy where there is none', async () => {
    cloudFormation.on(DescribeStacksCommand).rejects(new Error('Stack with id x does not exist'));
    await expect(runner()).rejects.toThrow(
      'There is no stack Tripstream-prod-Analytics in eu-west-1: deploy it with npm run deploy -- -c stage=prod.',
    );
  });

  it('says so for a stack that has no runner yet', async () => {
    cloudFormation.on(DescribeStacksCommand).resolves({ Stacks: [stackWith()] });
    await expect(runner()).rejects.toThrow('There is no studio-runner in the stack Tripstream-prod-Analytics');
  });

  it('leaves other failures as they are', async () => {
    cloudFormation.on(DescribeStacksCommand).rejects(new Error('Rate exceeded'));
    await expect(runner()).rejects.toThrow('Rate exceeded');
  });
});

describe('starting and stopping', () => {
  it('sends one request, waits until it is done and says what was done', async () => {
    standings = [
      (id) => standing(outcome(id, 'working')),
      (id) => standing(outcome(id, 'working')),
      (id) => standing({ application: 'RUNNING', ...outcome(id, 'working') }),
      (id) => standing(outcome(id, 'done', 'The job j is at work.')),
    ];
    await ask(await runner(), 'deploy', waiting);
    expect(requests).toEqual([{ action: 'deploy', requestId: expect.stringMatching(/^person-/) }]);
    expect(lines).toEqual(['The application is STARTING …', 'The application is RUNNING …', 'The job j is at work.']);
  });

  it('sends the request again under the same id when its run gave way to another', async () => {
    standings = [
      () => standing(outcome('another', 'done')),
      () => standing({ working: false }),
      (id) => standing(outcome(id, 'done')),
    ];
    await ask(await runner(), 'delete', waiting);
    expect(requests).toHaveLength(2);
    expect(requests[1]).toEqual(requests[0]);
    expect(lines[0]).toBe('Waiting for another run of the runner to end …');
  });

  it('fails with the runner’s message', async () => {
    standings = [(id) => standing(outcome(id, 'failed', 'The paragraph "Tables" failed: no.'))];
    await expect(ask(await runner(), 'deploy', waiting)).rejects.toThrow('The paragraph "Tables" failed: no.');
  });

  it('gives up after 45 minutes', async () => {
    standings = [(id) => standing(outcome(id, 'working'))];
    await expect(ask(await runner(), 'deploy', waiting)).rejects.toThrow('Not done after 45 minutes');
  });
});

describe('the status', () => {
  it('shows the application, its job, the checkpoints and what the runner did last', async () => {
    standings = [
      () => ({
        application: 'RUNNING',
        working: true,
        ...outcome('x', 'done', 'The job j was submitted and is at work.'),
        check: { action: 'reconcile', phase: 'failed', message: 'The job j fails.', at: '2026-01-01T00:05:00.000Z' },
        jobs: [{ id: 'j', state: 'RESTARTING', startedAt: 0, checkpoints: 7, checkpointAt: 60_000, failures: 2 }],
      }),
    ];
    await showStatus(await runner(), waiting);
    expect(lines).toEqual([
      [
        'Application   RUNNING',
        'Job           j RESTARTING since 1970-01-01T00:00:00.000Z, 2 failures remembered',
        'Checkpoints   7, the last at 1970-01-01T00:01:00.000Z',
        'Last request  deploy done at 2026-01-01T00:00:00.000Z: The job j was submitted and is at work.',
        'Last run      reconcile failed at 2026-01-01T00:05:00.000Z: The job j fails.',
        'A run is in progress.',
      ].join('\n'),
    ]);
  });

  it('is short where nothing runs', async () => {
    standings = [() => ({ application: 'READY', working: false })];
    await showStatus(await runner(), waiting);
    expect(lines).toEqual(['Application   READY']);
  });

  it('fails with the runner’s own message', async () => {
    lambda
      .on(InvokeCommand)
      .resolves({ FunctionError: 'Unhandled', Payload: payload({ errorMessage: 'No session.' }) });
    await expect(showStatus(await runner(), waiting)).rejects.toThrow('No session.');
  });
  // The SDK's type has more methods than an array of bytes.
  const payload = (body: object) => Buffer.from(JSON.stringify(body)) as never;
});

describe('the command line', () => {
  const read = (args: readonly string[]) => readOptions(parseCommandLine(STUDIO_FLAGS, args));

  it('takes a command, a stage and a region', () => {
    expect(read(['stop', '--stage', 'prod', '--region', 'eu-west-1'])).toEqual({
      command: 'stop',
      stage: 'prod',
      target: { region: 'eu-west-1' },
    });
    expect(read(['status'])).toMatchObject({ command: 'status', stage: 'dev' });
  });

  it.each([
    [[], 'Give one of start, stop, status, not "".'],
    [['jump'], 'Give one of start, stop, status, not "jump".'],
    [['start', 'stop'], 'not "start stop"'],
    [['start', '--stage', 'nope'], '--stage nope: choose dev or prod.'],
  ])('refuses %j and says what to give', (argv, message) => {
    expect(() => read(argv)).toThrow(message);
  });
});
