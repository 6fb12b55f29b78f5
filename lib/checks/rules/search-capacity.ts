/** Nodes, zones and disks that OpenSearch Service refuses, or that leave the cluster without a copy or a manager. */
import type { SetupProperties } from '../../../lambda/search-setup/contract';
import { CUSTOM_RESOURCES } from '../../names';
import type { Rule } from '../rule';

const TYPE = 'AWS::OpenSearchService::Domain';
const GUIDE = 'https://docs.aws.amazon.com/opensearch-service/latest/developerguide';

const REPLICAS: keyof SetupProperties = 'replicas';

/** GiB at most of a `large` node, by family; a t3 by its own size. */
const LARGEST_VOLUME: Readonly<Record<string, number>> = { 't3.small': 100, 't3.medium': 200, c: 256, m: 512, r: 1024 };
const MULTIPLE: Readonly<Record<string, number>> = { large: 1, xlarge: 2 };

export const SEARCH_CAPACITY_RULES: readonly Rule[] = [
  {
    id: 'search-disk-size-out-of-range',
    source: `${GUIDE}/limits.html#ebsresource`,
    type: TYPE,
    *check({ properties }) {
      const type = properties.at('ClusterConfig', 'InstanceType').text ?? '';
      const size = properties.at('EBSOptions', 'VolumeSize');
      const largest = largestVolume(type);
      const at = 'EBSOptions.VolumeSize';
      if (largest === undefined)
        yield { at, message: `the limits of a ${type} are not listed: look them up and add them here` };
      else if (!((size.number ?? 0) >= 10 && (size.number ?? 0) <= largest))
        yield { at, message: `${size} GiB on a ${type}: 10 to ${largest}` };
    },
  },
  {
    id: 'search-disk-performance-out-of-range',
    source: 'https://docs.aws.amazon.com/ebs/latest/userguide/general-purpose.html#gp3-ebs-volume-type',
    type: TYPE,
    *check({ properties }) {
      const disk = properties.at('EBSOptions');
      const limits = [
        ['Iops', 3000, 16_000],
        ['Throughput', 125, 1000],
      ] as const;
      for (const [property, least, most] of limits) {
        const { exists, number = Number.NaN } = disk.at(property);
        const at = `EBSOptions.${property}`;
        if (exists && disk.at('VolumeType').text !== 'gp3')
          yield { at, message: 'only a gp3 volume takes it: leave it out' };
        else if (exists && !(number >= least && number <= most))
          yield { at, message: `${number}: a gp3 volume takes ${least} to ${most}` };
      }
    },
  },
  {
    id: 'search-standby-needs-three-zones',
    source: `${GUIDE}/managedomains-multiaz.html`,
    type: TYPE,
    *check({ properties }) {
      const cluster = properties.at('ClusterConfig');
      if (!cluster.at('MultiAZWithStandbyEnabled').isTrue) return;
      const nodes = cluster.at('InstanceCount').number ?? 1;
      const zones = cluster.at('ZoneAwarenessConfig', 'AvailabilityZoneCount').number;
      if (nodes % 3 !== 0 || zones !== 3 || !cluster.at('DedicatedMasterEnabled').isTrue)
        yield {
          at: 'ClusterConfig.MultiAZWithStandbyEnabled',
          message: `${nodes} data nodes in ${zones} zones: standby takes a multiple of 3 in 3 zones, with managers; set it to false`,
        };
    },
  },
  {
    id: 'search-nodes-not-spread-over-zones',
    source: `${GUIDE}/managedomains-multiaz.html`,
    type: TYPE,
    *check({ properties }) {
      const cluster = properties.at('ClusterConfig');
      const nodes = cluster.at('InstanceCount').number ?? 1;
      const isAware = cluster.at('ZoneAwarenessEnabled').isTrue;
      const zones = cluster.at('ZoneAwarenessConfig', 'AvailabilityZoneCount').number ?? 2;
      if (isAware && (![2, 3].includes(zones) || nodes < zones))
        yield {
          at: 'ClusterConfig.ZoneAwarenessConfig.AvailabilityZoneCount',
          message: `${nodes} data nodes in ${zones} zones: 2 or 3 zones, and a node or more in each`,
        };
      if (!isAware && nodes > 1)
        yield {
          at: 'ClusterConfig.ZoneAwarenessEnabled',
          message: `${nodes} data nodes in one zone fail together: set it`,
        };
    },
  },
  {
    id: 'search-managers-without-majority',
    source: `${GUIDE}/managedomains-dedicatedmasternodes.html`,
    type: TYPE,
    *check({ properties, retained }) {
      const cluster = properties.at('ClusterConfig');
      const count = cluster.at('DedicatedMasterCount').number ?? 0;
      const isManaged = cluster.at('DedicatedMasterEnabled').isTrue;
      if (isManaged && ![3, 5].includes(count))
        yield {
          at: 'ClusterConfig.DedicatedMasterCount',
          message: `${count} managers: 3, or 5; fewer have no majority`,
        };
      if (!isManaged && retained)
        yield {
          at: 'ClusterConfig.DedicatedMasterEnabled',
          message: 'a domain that is kept has no managers: of two data nodes neither can be lost; give it 3',
        };
    },
  },
  {
    id: 'search-replicas-do-not-fit-nodes',
    source: `${GUIDE}/bp.html#bp-stability`,
    type: CUSTOM_RESOURCES.searchSetup,
    *check({ properties }, app) {
      const replicas = properties.at(REPLICAS).number ?? 0;
      for (const domain of app.of(TYPE)) {
        const nodes = domain.properties.at('ClusterConfig', 'InstanceCount').number ?? 1;
        if (nodes > 1 && replicas < 1)
          yield { at: REPLICAS, message: 'no copy of a shard: a lost node is lost statistics; set 1' };
        if (replicas >= nodes)
          yield {
            at: REPLICAS,
            message: `${replicas} copies on ${nodes} nodes: the cluster stays yellow; set ${nodes - 1}`,
          };
      }
    },
  },
];

/** @param type as in `c6g.large.search` */
function largestVolume(type: string): number | undefined {
  const [family = '', size = ''] = type.split('.');
  const [own, multiple] = [LARGEST_VOLUME[`${family}.${size}`], MULTIPLE[size]];
  const ofLarge = LARGEST_VOLUME[family.charAt(0)];
  return own ?? (multiple === undefined || ofLarge === undefined ? undefined : ofLarge * multiple);
}
