/** Tests the doctor's checks of what OpenSearch offers in a region: node types and their limits. */
import {
  DescribeInstanceTypeLimitsCommand,
  type DescribeInstanceTypeLimitsResponse,
  ListInstanceTypeDetailsCommand,
} from '@aws-sdk/client-opensearch';
import { examine } from '../../../../tools/doctor/check';
import { searchLimits } from '../../../../tools/doctor/checks/search-limits';
import { searchNodes } from '../../../../tools/doctor/checks/search-nodes';
import { awsError, contextOf, fakeAws, REGION } from './fake-aws';

const aws = fakeAws();
beforeEach(aws.reset);

describe('the nodes of OpenSearch', () => {
  const DATA = 'c6g.large.search' as const;
  const MANAGER = 'm6g.large.search' as const;
  const answer = (first: object, second: object = {}) =>
    aws.search
      .on(ListInstanceTypeDetailsCommand)
      .resolves({ InstanceTypeDetails: [first], NextToken: 'more' })
      .on(ListInstanceTypeDetailsCommand, { NextToken: 'more' })
      .resolves({ InstanceTypeDetails: [second] });

  it('are found on any page', async () => {
    answer({ InstanceType: MANAGER }, { InstanceType: DATA, AvailabilityZones: ['a', 'b'] });
    expect(await examine(searchNodes, contextOf('prod'))).toMatchObject({
      status: 'ok',
      found: expect.stringContaining(`OpenSearch_2.19 on ${DATA} and ${MANAGER}`),
    });
  });

  it('are missing where the region has none of the managers', async () => {
    answer({ InstanceType: DATA }, { InstanceType: 't3.small.search' });
    expect(await examine(searchNodes, contextOf('prod'))).toMatchObject({
      status: 'fail',
      found: `${REGION} has no ${MANAGER} for OpenSearch_2.19`,
    });
    expect(await examine(searchNodes, contextOf('dev'))).toMatchObject({ status: 'ok' });
  });

  it('are too few in a single zone', async () => {
    answer({ InstanceType: DATA, AvailabilityZones: ['a'] }, { InstanceType: MANAGER });
    expect(await examine(searchNodes, contextOf('prod'))).toMatchObject({
      status: 'fail',
      found: expect.stringContaining('2 zones are needed'),
    });
  });

  it('are missing for a version that the region does not have', async () => {
    aws.search.rejects(awsError('ValidationException', 'Invalid engine version'));
    expect(await examine(searchNodes, contextOf('dev'))).toMatchObject({
      status: 'fail',
      found: 'OpenSearch_2.19 is refused: Invalid engine version',
    });
  });
});

describe('the limits of OpenSearch', () => {
  /** An answer in the form of AWS's example, with null for what a manager does not have. */
  const limits = (change: { nodes?: number; least?: string; most?: string; managers?: boolean } = {}) =>
    aws.search.on(DescribeInstanceTypeLimitsCommand).resolves({
      LimitsByRole: {
        data: {
          InstanceLimits: {
            InstanceCountLimits: { MinimumInstanceCount: 1, MaximumInstanceCount: change.nodes ?? 80 },
          },
          StorageTypes: [volume('gp2', '1', '4'), volume('gp3', change.least ?? '10', change.most ?? '256')],
        },
        ...(change.managers !== false && {
          master: {
            InstanceLimits: { InstanceCountLimits: { MinimumInstanceCount: 2, MaximumInstanceCount: 5 } },
            StorageTypes: null,
          },
        }),
      },
    } as unknown as DescribeInstanceTypeLimitsResponse);

  const volume = (subType: string, least: string, most: string) => ({
    StorageTypeName: 'ebs',
    StorageSubTypeName: subType,
    StorageTypeLimits: [
      { LimitName: 'MaximumVolumeSize', LimitValues: [most] },
      { LimitName: 'MinimumVolumeSize', LimitValues: [least] },
    ],
  });

  it('have room for what the stage needs', async () => {
    limits();
    expect(await examine(searchLimits, contextOf('prod'))).toMatchObject({
      status: 'ok',
      found: '2 data and 3 master',
    });
    expect(aws.search.calls().map(({ args }) => args[0].input)).toEqual([
      { InstanceType: 'c6g.large.search', EngineVersion: 'OpenSearch_2.19' },
      { InstanceType: 'm6g.large.search', EngineVersion: 'OpenSearch_2.19' },
    ]);
  });

  it.each([
    ['fewer nodes', { nodes: 1 }, '2 data nodes of c6g.large.search: 1 to 1 are allowed'],
    ['larger volumes', { least: '21' }, '20 GiB of gp3 on c6g.large.search: 21 to 256 are allowed'],
    ['smaller volumes', { least: '1', most: '19' }, '20 GiB of gp3 on c6g.large.search: 1 to 19 are allowed'],
  ])('are broken where AWS allows only %s', async (_, change, found) => {
    limits(change);
    expect(await examine(searchLimits, contextOf('prod'))).toMatchObject({ status: 'fail', found });
  });

  it('exclude a type that cannot be a manager', async () => {
    limits({ managers: false });
    expect(await examine(searchLimits, contextOf('prod'))).toMatchObject({
      status: 'fail',
      found: 'm6g.large.search does not serve as a master node',
    });
  });
});
