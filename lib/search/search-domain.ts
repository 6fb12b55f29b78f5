/** The OpenSearch domain. */
import { type RemovalPolicy, Stack } from 'aws-cdk-lib';
import { EbsDeviceVolumeType } from 'aws-cdk-lib/aws-ec2';
import { AnyPrincipal, PolicyDocument, PolicyStatement } from 'aws-cdk-lib/aws-iam';
import type { RetentionDays } from 'aws-cdk-lib/aws-logs';
import { type CfnDomain, Domain, TLSSecurityPolicy } from 'aws-cdk-lib/aws-opensearchservice';
import type { Construct } from 'constructs';
import type { SearchSettings } from '../stages/search';
import { SearchLogs } from './search-logs';
import type { SearchUser } from './search-user';

export interface SearchDomainProps {
  /** 3 to 28 characters: lower-case letters, digits, hyphens. */
  readonly domainName: string;
  readonly settings: SearchSettings;
  readonly masterUser: SearchUser;
  readonly logRetention: RetentionDays;
  readonly removalPolicy: RemovalPolicy;
}

/**
 * OpenSearch, encrypted at rest and in transit, open to its own users only. Each user has a
 * password and a role.
 */
export class SearchDomain extends Domain {
  constructor(scope: Construct, id: string, props: SearchDomainProps) {
    const { domainName, settings, masterUser, removalPolicy } = props;
    const logs = new SearchLogs(scope, `${id}Logs`, { retention: props.logRetention, removalPolicy });
    super(scope, id, {
      domainName,
      version: settings.version,
      capacity: capacity(settings),
      ...(settings.zones > 1 && { zoneAwareness: { availabilityZoneCount: settings.zones } }),
      ebs: { volumeType: EbsDeviceVolumeType.GENERAL_PURPOSE_SSD_GP3, volumeSize: settings.volumeSize.toGibibytes() },
      nodeToNodeEncryption: true,
      encryptionAtRest: { enabled: true },
      enforceHttps: true,
      tlsSecurityPolicy: TLSSecurityPolicy.TLS_1_2_PFS,
      fineGrainedAccessControl: {
        masterUserName: masterUser.username,
        masterUserPassword: masterUser.secretValueFromJson('password'),
      },
      logging: logs.options,
      // The permission below replaces a function of the CDK that would write the policy.
      suppressLogsResourcePolicy: true,
      // Upgrade in place, instead of an empty domain beside the old one.
      enableVersionUpgrade: true,
      enableAutoSoftwareUpdate: true,
      removalPolicy,
    });
    const domain = this.node.defaultChild as CfnDomain;
    domain.accessPolicies = new PolicyDocument({ statements: [allowRequests(this, domainName)] });
    domain.addResourceDependency(logs.permission);
  }
}

function capacity({ dataNodes, instanceType, managers }: SearchSettings) {
  return {
    dataNodes,
    dataNodeInstanceType: instanceType,
    // Standby needs nodes in three zones and keeps a third of them idle.
    multiAzWithStandbyEnabled: false,
    ...(managers && { masterNodes: managers.count, masterNodeInstanceType: managers.instanceType }),
  };
}

/**
 * Lets everybody's requests through to OpenSearch's own access control. A request with a password
 * has no signature, so IAM does not know who sends it, and a policy that names a principal would
 * refuse it. OpenSearch refuses requests without a known user's password, and those beyond the
 * user's role. The policy covers requests to indices and to OpenSearch's own APIs only; IAM still
 * decides who may configure the domain.
 */
function allowRequests(scope: Construct, domainName: string): PolicyStatement {
  const methods = ['Delete', 'Get', 'Head', 'Patch', 'Post', 'Put'];
  return new PolicyStatement({
    principals: [new AnyPrincipal()],
    actions: methods.map((method) => `es:ESHttp${method}`),
    // By name, because the domain's own ARN is not known before its policy.
    resources: [Stack.of(scope).formatArn({ service: 'es', resource: 'domain', resourceName: `${domainName}/*` })],
  });
}
