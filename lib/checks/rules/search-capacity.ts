/**
 * Nodes, zones and disks that OpenSearch Service refuses, or that leave the cluster without a copy
 * or a majority.
 */
import type { SetupProperties } from '../../../lambda/search-setup/contract';
import { CUSTOM_RESOURCES } from '../../names';
import type { Rule } from '../rule';

const TYPE = 'AWS::OpenSearchService::Domain';
const GUIDE = 'https://docs.aws.amazon.com/opensearch-service/latest/developerguide';

const REPLICAS: keyof SetupProperties = 'replicas';

/** The largest volume in GiB: of a `large` node by family, of a t3 by its size. */
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
        yield { at, message: `The disk limits of ${type} are not known. Look them up and add them to LARGEST_VOLUME.` };
      else if (!((size.number ?? 0) >= 10 && (size.number ?? 0) <= largest))
        yield { at, message: `The disk has ${size} GiB, but ${type} takes 10 to ${largest} GiB. Change the size.` };
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
          yield { at, message: 'Only gp3 volumes support this. Leave it out.' };
        else if (exists && !(number >= least && number <= most))
          yield { at, message: `It is ${number}, but a gp3 volume takes ${least} to ${most}. Change it.` };
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
          message: `There are ${nodes} data nodes in ${zones} zones, but standby needs managers and a multiple of 3 nodes in 3 zones. Set it to false.`,
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
          message: `There are ${nodes} data nodes in ${zones} zones. Use 2 or 3 zones, with at least one node in each.`,
        };
      if (!isAware && nodes > 1)
        yield {
          at: 'ClusterConfig.ZoneAwarenessEnabled',
          message: `${nodes} data nodes in one zone fail together. Set this to true.`,
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
          message: `${count} managers cannot lose one and keep a majority. Use 3 or 5.`,
        };
      if (!isManaged && retained)
        yield {
          at: 'ClusterConfig.DedicatedMasterEnabled',
          message:
            'A domain that is retained has no managers: a cluster of two data nodes cannot lose either. Add 3 managers.',
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
          yield { at: REPLICAS, message: 'Shards have no copy, so a lost node means lost statistics. Set 1.' };
        if (replicas >= nodes)
          yield {
            at: REPLICAS,
            message: `There are ${replicas} copies for ${nodes} nodes, so the cluster stays yellow. Set ${nodes - 1}.`,
          };
      }
    },
  },
];

/**
 * The largest volume of an instance type in GiB; undefined for an unknown one.
 * @param type an instance type such as `c6g.large.search`
 */
function largestVolume(type: string): number | undefined {
  const [family = '', size = ''] = type.split('.');
  const [own, multiple] = [LARGEST_VOLUME[`${family}.${size}`], MULTIPLE[size]];
  const ofLarge = LARGEST_VOLUME[family.charAt(0)];
  return own ?? (multiple === undefined || ofLarge === undefined ? undefined : ofLarge * multiple);
}
