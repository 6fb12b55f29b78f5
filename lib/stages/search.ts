/** Settings of the Search stack (OpenSearch), dev beside prod, with the reasons. */
import { Duration, Size } from 'aws-cdk-lib';
import { EngineVersion } from 'aws-cdk-lib/aws-opensearchservice';
import type { ByStage } from './common';
import type { FunctionSettings } from './function';

export interface SearchSettings {
  readonly version: EngineVersion;
  readonly dataNodes: number;
  /** Instance type of a data node. */
  readonly instanceType: string;
  /**
   * gp3 volume of each data node: 10 to 100 GiB for a t3.small.search, to 256 for a
   * c6g.large.search.
   */
  readonly volumeSize: Size;
  /** Availability zones that the data nodes are spread over. */
  readonly zones: 1 | 2 | 3;
  /**
   * Nodes that manage the cluster and hold no data.
   * @default the data nodes manage it themselves
   */
  readonly managers?: ManagerSettings;
  /** Primary shards of each index. */
  readonly shards: number;
  /** Copies of each shard besides the primary: fewer than data nodes. */
  readonly replicas: number;
  /** Age at which indices of masked trips are deleted. */
  readonly maskedRetention: Duration;
  /** The function that writes templates, roles, users and dashboards. */
  readonly setup: FunctionSettings;
}

export interface ManagerSettings {
  /** OpenSearch Service refuses 1, and a cluster of 2 cannot lose either: 3. */
  readonly count: 3;
  readonly instanceType: string;
}

const SETUP: FunctionSettings = {
  // It waits for OpenSearch, for about ten requests.
  memorySize: 256,
  // A new domain may refuse its first requests: this leaves time to ask again.
  timeout: Duration.minutes(5),
  logLevel: 'INFO',
};

const SHARED = {
  // The version that the pipeline's tests run on one machine.
  version: EngineVersion.OPENSEARCH_2_19,
  setup: SETUP,
} satisfies Partial<SearchSettings>;

export const SEARCH_BY_STAGE = {
  // Statistics that are lost with the one node can be counted again from the stream.
  dev: {
    ...SHARED,
    dataNodes: 1,
    zones: 1,
    // There is no other node to keep a copy.
    replicas: 0,
    // The cheapest type, a quarter of a c6g.large's price. Its heap of 1 GiB is twice what a node
    // has in the tests.
    instanceType: 't3.small.search',
    // The smallest volume. 16 million documents of 300 bytes fill half of it.
    volumeSize: Size.gibibytes(10),
    // A shard works well up to 30 GB; no index here comes near.
    shards: 1,
    maskedRetention: Duration.days(30),
  },
  prod: {
    ...SHARED,
    // The fewest nodes that keep a copy of every document on another node.
    dataNodes: 2,
    zones: 2,
    replicas: 1,
    // 2 CPUs and 4 GiB. In a test, a node took 15,000 documents/s on as many CPUs; the statistics
    // bring some hundreds.
    instanceType: 'c6g.large.search',
    // A month of New York's yellow cabs is some 12 million trips, a tenth of them masked: 13 months
    // are 16 million documents, 5 GB on either node. Merges need twice that, and a quarter of a
    // disk must stay free.
    volumeSize: Size.gibibytes(20),
    // docs/analytics.md explains why three. This is AWS's size for up to 10 nodes.
    managers: { count: 3, instanceType: 'm6g.large.search' },
    // Both nodes share the work of writing and of drawing the map.
    shards: 2,
    // A year and a month, so that a month can be compared with the same month a year earlier.
    maskedRetention: Duration.days(396),
  },
} as const satisfies ByStage<SearchSettings>;
