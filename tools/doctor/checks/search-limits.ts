/** Checks that OpenSearch allows as many nodes, with as large volumes, as the stage has. */
import {
  DescribeInstanceTypeLimitsCommand,
  type Limits,
  OpenSearchClient,
  type OpenSearchPartitionInstanceType,
} from '@aws-sdk/client-opensearch';
import type { SearchSettings } from '../../../lib/stages/search';
import { type Check, fail, ok } from '../check';
import type { Context } from '../context';

const VOLUME = 'gp3';

export const searchLimits: Check<Context> = {
  title: 'OpenSearch limits',
  needs: ['es:DescribeInstanceTypeLimits'],
  async run({ stage, connection }) {
    const client = new OpenSearchClient(connection);
    const problems: string[] = [];
    for (const { role, count, instanceType, gibibytes } of nodesOf(stage.search)) {
      const { LimitsByRole } = await client.send(
        new DescribeInstanceTypeLimitsCommand({
          // The SDK's type lists the instance types of its own release.
          InstanceType: instanceType as OpenSearchPartitionInstanceType,
          EngineVersion: stage.search.version.version,
        }),
      );
      const limits = LimitsByRole?.[role];
      const nodes = `${count} ${role} nodes of ${instanceType}`;
      if (limits === undefined) problems.push(`${instanceType} does not serve as a ${role} node`);
      if (!isWithin(count, nodeCount(limits))) problems.push(`${nodes}: ${range(nodeCount(limits))} are allowed`);
      if (gibibytes !== undefined && !isWithin(gibibytes, volumeSize(limits)))
        problems.push(`${gibibytes} GiB of ${VOLUME} on ${instanceType}: ${range(volumeSize(limits))} are allowed`);
    }
    if (problems.length > 0) return fail(problems.join('; '), 'Change it in lib/stages/search.ts.');
    return ok(
      nodesOf(stage.search)
        .map(({ role, count }) => `${count} ${role}`)
        .join(' and '),
    );
  },
};

function nodesOf({ dataNodes, instanceType, volumeSize: size, managers }: SearchSettings) {
  return [
    { role: 'data', count: dataNodes, instanceType, gibibytes: size.toGibibytes() },
    ...(managers ? [{ role: 'master', ...managers, gibibytes: undefined }] : []),
  ];
}

interface Range {
  readonly least: number;
  readonly most: number;
}

/** A limit that AWS does not state does not apply. */
const isWithin = (value: number, { least, most }: Range) => value >= least && value <= most;

const range = ({ least, most }: Range) => `${least} to ${most}`;

function nodeCount(limits: Limits | undefined): Range {
  const { MinimumInstanceCount = 0, MaximumInstanceCount = Number.POSITIVE_INFINITY } =
    limits?.InstanceLimits?.InstanceCountLimits ?? {};
  return { least: MinimumInstanceCount, most: MaximumInstanceCount };
}

function volumeSize(limits: Limits | undefined): Range {
  const named = limits?.StorageTypes?.find(({ StorageSubTypeName }) => StorageSubTypeName === VOLUME);
  const limit = (name: string) =>
    named?.StorageTypeLimits?.find(({ LimitName }) => LimitName === name)?.LimitValues?.[0];
  return {
    least: Number(limit('MinimumVolumeSize') ?? 0),
    most: Number(limit('MaximumVolumeSize') ?? Number.POSITIVE_INFINITY),
  };
}
