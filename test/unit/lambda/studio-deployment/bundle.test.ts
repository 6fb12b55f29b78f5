import { once } from 'node:events';
import { mkdtempSync, rmSync } from 'node:fs';
import { createServer } from 'node:http';
import type { AddressInfo } from 'node:net';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { text } from 'node:stream/consumers';
import { bundle } from '../../../support/bundle';
import { FunctionProcess } from '../../../support/function-process';

const directory = mkdtempSync(join(tmpdir(), 'tripstream-deployment-'));
/** How things stand with the runner, or how it fails. */
let standing: object = {};
let failure: string | undefined;
/** Type and event of each invocation. */
const invoked: unknown[] = [];
const lambda = createServer(async (request, response) => {
  const type = request.headers['x-amz-invocation-type'];
  expect(decodeURIComponent(request.url ?? '')).toContain('/functions/arn:runner:live/invocations');
  const event = JSON.parse(await text(request));
  if (type === 'Event') {
    invoked.push(event);
    response.writeHead(202).end();
    return;
  }
  expect(event).toEqual({ action: 'status', look: false });
  response.writeHead(200, failure === undefined ? {} : { 'x-amz-function-error': 'Unhandled' });
  response.end(JSON.stringify(failure === undefined ? standing : { errorMessage: failure }));
});
let running: FunctionProcess;

beforeAll(async () => {
  const file = await bundle('studio-deployment', directory);
  lambda.listen(0, '127.0.0.1');
  await once(lambda, 'listening');
  running = await FunctionProcess.start(file, {
    RUNNER_ARN: 'arn:runner:live',
    AWS_ENDPOINT_URL_LAMBDA: `http://127.0.0.1:${(lambda.address() as AddressInfo).port}`,
    POWERTOOLS_SERVICE_NAME: 'studio-deployment',
  });
});
afterAll(async () => {
  await running.stop();
  lambda.close();
  lambda.closeAllConnections();
  rmSync(directory, { recursive: true });
});
beforeEach(() => {
  invoked.length = 0;
  failure = undefined;
  standing = { working: false };
});

const EVENT = { RequestType: 'Create', RequestId: 'r1', ResourceProperties: {} };
const ANSWER = { PhysicalResourceId: 'studio-job', Data: { Request: 'r1' } };
const question = (more: object = {}) => running.invoke({ ...EVENT, ...ANSWER, ...more });

it('starts the runner, and does not wait for it', async () => {
  expect(await running.invoke(EVENT)).toEqual(ANSWER);
  expect(invoked).toEqual([{ action: 'deploy', requestId: 'r1' }]);
});

it('asks for a stop on Delete, and keeps the resource’s id', async () => {
  const removal = { ...EVENT, RequestType: 'Delete', PhysicalResourceId: 'an-older-id' };
  expect(await running.invoke(removal)).toMatchObject({ PhysicalResourceId: 'an-older-id' });
  expect(invoked).toEqual([{ action: 'delete', requestId: 'r1' }]);
});

it('is complete when the runner has done it', async () => {
  standing = { working: false, request: { id: 'r1', phase: 'done' } };
  expect(await question()).toEqual({ IsComplete: true });
  expect(invoked).toEqual([]);
});

it('waits while the runner is at work, and starts it again when it is not', async () => {
  standing = { working: true };
  expect(await question()).toEqual({ IsComplete: false });
  expect(invoked).toEqual([]);
  standing = { working: false };
  expect(await question()).toEqual({ IsComplete: false });
  expect(invoked).toEqual([{ action: 'deploy', requestId: 'r1' }]);
});

it('fails with the runner’s message', async () => {
  standing = { working: false, request: { id: 'r1', phase: 'failed', message: 'The paragraph "Tables" failed: no.' } };
  expect(await question()).toEqual({ error: 'Error: The paragraph "Tables" failed: no.' });
});

it('fails at once when the runner cannot even say how things stand', async () => {
  failure = 'JOB_PARAMETERS is not set';
  expect(await question()).toEqual({ error: 'Error: The studio-runner failed: JOB_PARAMETERS is not set' });
});
