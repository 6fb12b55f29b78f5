/** What the stages say of OpenSearch, with the reasons. */
import { Duration, Size } from 'aws-cdk-lib';
import { EngineVersion } from 'aws-cdk-lib/aws-opensearchservice';
import type { FunctionSettings } from './function';

export interface SearchSettings {
  readonly version: EngineVersion;
  readonly dataNodes: number;
  /** Of a data node. */
  readonly instanceType: string;
  /** gp3, for each data node: 10 to 100 GiB for a t3.small.search, to 256 for a c6g.large.search. */
  readonly volumeSize: Size;
  /** Availability zones that the data nodes stand in. */
  readonly zones: 1 | 2 | 3;
  /** Nodes that manage the cluster and hold nothing. @default the data nodes do it beside their work */
  readonly managers?: ManagerSettings;
  /** Primary shards of each index. */
  readonly shards: number;
  /** Copies of each shard beside the primary; fewer than data nodes. */
  readonly replicas: number;
  /** Indices of masked trips older than this are deleted. */
  readonly maskedRetention: Duration;
  /** The function that writes templates, roles, users and dashboards. */
  readonly setup: FunctionSettings;
}

export interface ManagerSettings {
  /** 3: OpenSearch Service refuses 1, and of 2 neither can be lost. */
  readonly count: 3;
  readonly instanceType: string;
}

const SEARCH: SearchSettings = {
  // The version that the pipeline's tests run on one machine.
  version: EngineVersion.OPENSEARCH_2_19,
  // The cheapest there is, a quarter of a c6g.large's price. Its heap of 1 GiB is twice what a node has in the tests.
  dataNodes: 1,
  instanceType: 't3.small.search',
  // The least there is, and 16 million documents of 300 bytes fill half of it.
  volumeSize: Size.gibibytes(10),
  zones: 1,
  // A shard does well up to 30 GB, which no index here comes near.
  shards: 1,
  // There is no other node to keep one.
  replicas: 0,
  maskedRetention: Duration.days(30),
  setup: {
    // It waits for OpenSearch, some ten requests long.
    memorySize: 256,
    // A domain that was just made may refuse its first requests: time to ask again.
    timeout: Duration.minutes(5),
    logLevel: 'INFO',
  },
};

export const SEARCH_BY_STAGE = {
  // What is lost with the one node can be counted again from the stream.
  dev: SEARCH,
  prod: {
    ...SEARCH,
    // The fewest that keep a copy of every document elsewhere.
    dataNodes: 2,
    zones: 2,
    replicas: 1,
    // 2 CPUs and 4 GiB: a node took 15,000 documents/s in a test on as many CPUs; the statistics bring some hundreds.
    instanceType: 'c6g.large.search',
    // A month of New York's yellow cabs is some 12 million trips, a tenth of them masked: 13 months are 16 million
    // documents, 5 GB on either node; twice that for merges, and a quarter of a disk has to stay free.
    volumeSize: Size.gibibytes(20),
    // docs/analytics.md says why three. AWS's size for up to 10 nodes.
    managers: { count: 3, instanceType: 'm6g.large.search' },
    // Both nodes share the work of writing and of drawing the map.
    shards: 2,
    // A year and a month, to hold a month beside that of the year before.
    maskedRetention: Duration.days(396),
  },
} as const satisfies Readonly<Record<'dev' | 'prod', SearchSettings>>;
