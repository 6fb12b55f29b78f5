import type { CdkCustomResourceEvent, CdkCustomResourceIsCompleteEvent } from 'aws-lambda';
import { isCompleteEvent, progressOf, requestOf } from '../../../../lambda/studio-deployment/deployment';
import type { Standing } from '../../../../lambda/studio-runner/contract';

const event = (more: object) => ({ RequestId: 'r1', ...more }) as unknown as CdkCustomResourceEvent;
const standing = (more: Partial<Standing> = {}): Standing => ({ application: 'RUNNING', working: false, ...more });
const outcome = { action: 'deploy', message: 'The job fails.', at: '2026-01-01T00:00:00.000Z' } as const;

describe('what a deployment asks for', () => {
  it.each([
    ['Create', 'deploy'],
    ['Update', 'deploy'],
    ['Delete', 'delete'],
  ])('on %s is to %s, under the id of CloudFormation’s request', (RequestType, action) => {
    expect(requestOf(event({ RequestType }))).toEqual({ action, requestId: 'r1' });
  });

  it('differs from an isComplete event by what the framework adds', () => {
    const update = event({ RequestType: 'Update', PhysicalResourceId: 'studio-job' });
    expect(isCompleteEvent(update)).toBe(false);
    const asked = { ...update, Data: { Request: 'r1' } } as CdkCustomResourceIsCompleteEvent;
    expect(isCompleteEvent(asked)).toBe(true);
  });
});

describe('a request', () => {
  it('is done or under way as the runner says', () => {
    expect(progressOf(standing({ request: { ...outcome, id: 'r1', phase: 'done' } }), 'r1')).toBe('done');
    expect(progressOf(standing({ request: { ...outcome, id: 'r1', phase: 'working' }, working: true }), 'r1')).toBe(
      'under way',
    );
  });

  it('fails with the runner’s message', () => {
    const failed = standing({ request: { ...outcome, id: 'r1', phase: 'failed' } });
    expect(() => progressOf(failed, 'r1')).toThrow('The job fails.');
  });

  it.each([
    ['was never begun', undefined],
    ['gave way to another', { ...outcome, id: 'r0', phase: 'failed' as const }],
    ['was broken off', { ...outcome, id: 'r1', phase: 'working' as const }],
  ])('is made again that %s, once nobody is at work', (_, request) => {
    const seen = request === undefined ? {} : { request };
    expect(progressOf(standing({ ...seen, working: true }), 'r1')).toBe('under way');
    expect(progressOf(standing(seen), 'r1')).toBe('ask again');
  });
});
