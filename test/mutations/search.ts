/** Mutations of OpenSearch. */
import { type Mutation, missing, property } from './mutation';

const DOMAIN = 'AWS::OpenSearchService::Domain';
const CLUSTER = 'ClusterConfig';

const domain = (name: string, path: string, value: unknown): Mutation =>
  property(`OpenSearch: ${name}`, DOMAIN, '', path, value);

export const SEARCH_MUTATIONS: readonly Mutation[] = [
  domain('users without encryption between nodes', 'NodeToNodeEncryptionOptions/Enabled', false),
  domain('users without encryption at rest', 'EncryptionAtRestOptions/Enabled', false),
  domain('users without HTTPS', 'DomainEndpointOptions/EnforceHTTPS', false),
  missing('OpenSearch: open to everyone, without users', DOMAIN, '', 'AdvancedSecurityOptions'),
  {
    name: 'OpenSearch: audit log without users',
    apply: (app) => {
      const open = app.the(DOMAIN);
      open.set('AdvancedSecurityOptions', { Enabled: false });
      open.set('AccessPolicies/Statement/0/Principal', { AWS: 'arn:aws:iam::111122223333:root' });
    },
  },
  domain('names a principal, though clients have passwords', 'AccessPolicies/Statement/0/Principal', {
    AWS: 'arn:aws:iam::111122223333:root',
  }),
  domain('TLS 1.0', 'DomainEndpointOptions/TLSSecurityPolicy', 'Policy-Min-TLS-1-0-2019-07'),
  domain('gp3 with 100 IOPS', 'EBSOptions/Iops', 100),
  domain('gp3 with 50 MiB/s', 'EBSOptions/Throughput', 50),
  domain('disk of 5 GiB', 'EBSOptions/VolumeSize', 5),
  domain('disk larger than its nodes take', 'EBSOptions/VolumeSize', 2048),
  domain('an instance type that does not exist', `${CLUSTER}/InstanceType`, 'c9x.huge.search'),
  domain('standby with two nodes', `${CLUSTER}/MultiAZWithStandbyEnabled`, true),
  domain('two nodes in three zones', `${CLUSTER}/ZoneAwarenessConfig/AvailabilityZoneCount`, 3),
  domain('two nodes in one zone', `${CLUSTER}/ZoneAwarenessEnabled`, false),
  domain('two managers', `${CLUSTER}/DedicatedMasterCount`, 2),
  domain('retained, but without managers', `${CLUSTER}/DedicatedMasterEnabled`, false),
  property('OpenSearch: as many copies as nodes', 'Custom::SearchSetup', '', 'replicas', 2),
  property('OpenSearch: no copies of shards', 'Custom::SearchSetup', '', 'replicas', 0),
  {
    name: 'OpenSearch: created before it may write its logs',
    apply: (app) => {
      delete app.the(DOMAIN).definition.DependsOn;
    },
  },
  domain(
    'master password in the template',
    'AdvancedSecurityOptions/MasterUserOptions/MasterUserPassword',
    'Tripstream-1',
  ),
];
