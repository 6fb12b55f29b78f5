/** Fine-grained access control, and the settings that OpenSearch Service requires for it. */
import type { Rule } from '../rule';
import type { Resource } from '../templates';

const TYPE = 'AWS::OpenSearchService::Domain';
const SOURCE = 'https://docs.aws.amazon.com/opensearch-service/latest/developerguide/fgac.html';

const isFineGrained = ({ properties }: Resource): boolean => properties.at('AdvancedSecurityOptions', 'Enabled').isTrue;

/** The principals in the access policy: `*` for anyone. */
const principals = ({ properties }: Resource): readonly (string | undefined)[] =>
  properties
    .at('AccessPolicies', 'Statement')
    .list.flatMap((statement) => [...statement.at('Principal').list, ...statement.at('Principal', 'AWS').list])
    .filter(({ raw }) => typeof raw === 'string' || !Object.hasOwn(Object(raw), 'AWS'))
    .map(({ text }) => text);

export const SEARCH_ACCESS_RULES: readonly Rule[] = [
  {
    id: 'search-users-without-encryption',
    source: SOURCE,
    type: TYPE,
    *check(domain) {
      if (!isFineGrained(domain)) return;
      const needed = [
        ['NodeToNodeEncryptionOptions', 'Enabled'],
        ['EncryptionAtRestOptions', 'Enabled'],
        ['DomainEndpointOptions', 'EnforceHTTPS'],
      ];
      for (const path of needed.filter((keys) => !domain.properties.at(...keys).isTrue))
        yield { at: path.join('.'), message: 'Fine-grained access control requires this. Set it to true.' };
    },
  },
  {
    id: 'search-audit-log-without-users',
    source: 'https://docs.aws.amazon.com/opensearch-service/latest/developerguide/audit-logs.html',
    type: TYPE,
    *check(domain) {
      if (!isFineGrained(domain) && domain.properties.at('LogPublishingOptions', 'AUDIT_LOGS').exists)
        yield {
          at: 'LogPublishingOptions.AUDIT_LOGS',
          message: 'Audit logs require fine-grained access control. Set both or neither.',
        };
    },
  },
  {
    id: 'search-open-to-everyone',
    source: SOURCE,
    type: TYPE,
    *check(domain) {
      if (!isFineGrained(domain) && principals(domain).includes('*'))
        yield {
          at: 'AccessPolicies',
          message: 'The domain is open to everyone and has no users of its own. Set AdvancedSecurityOptions.',
        };
    },
  },
  {
    id: 'search-policy-names-principals',
    source: SOURCE,
    type: TYPE,
    *check(domain) {
      const hasPasswords = domain.properties.at('AdvancedSecurityOptions', 'InternalUserDatabaseEnabled').isTrue;
      const named = principals(domain).filter((principal) => principal !== '*');
      if (hasPasswords && named.length > 0)
        yield {
          at: 'AccessPolicies',
          message: `The policy names ${named.length} principals, but clients that sign in with a password are not principals of IAM. Name *, and let the users' roles decide.`,
        };
    },
  },
  {
    id: 'search-allows-old-tls',
    source: 'https://docs.aws.amazon.com/opensearch-service/latest/developerguide/infrastructure-security.html',
    type: TYPE,
    *check({ properties }) {
      const policy = properties.at('DomainEndpointOptions', 'TLSSecurityPolicy');
      if (!policy.text?.startsWith('Policy-Min-TLS-1-2'))
        yield {
          at: 'DomainEndpointOptions.TLSSecurityPolicy',
          message: `${policy} lets clients use TLS 1.0. Choose Policy-Min-TLS-1-2-PFS-2023-10.`,
        };
    },
  },
  {
    id: 'search-may-not-write-logs',
    source:
      'https://docs.aws.amazon.com/opensearch-service/latest/developerguide/createdomain-configure-slow-logs.html',
    type: TYPE,
    *check(domain, app) {
      for (const [log, options] of domain.properties.at('LogPublishingOptions').entries) {
        const group = app.target(options.at('CloudWatchLogsLogGroupArn'), domain);
        const permission = app.of('AWS::Logs::ResourcePolicy').find((policy) => {
          const document = app.render(policy.properties.at('PolicyDocument'), policy.stack);
          return group !== undefined && document.includes(`<${group.stack}.${group.id}.Arn>`);
        });
        if (permission === undefined || !domain.dependsOn.includes(permission.id))
          yield {
            at: `LogPublishingOptions.${log}`,
            message:
              'OpenSearch Service refuses a domain that may not write its logs. Add a resource policy for the logs, and make the domain depend on it.',
          };
      }
    },
  },
];
