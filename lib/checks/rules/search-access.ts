/** Fine-grained access control, and what OpenSearch Service asks for before it gives it. */
import type { Rule } from '../rule';
import type { Resource } from '../templates';

const TYPE = 'AWS::OpenSearchService::Domain';
const SOURCE = 'https://docs.aws.amazon.com/opensearch-service/latest/developerguide/fgac.html';

const isFineGrained = ({ properties }: Resource): boolean => properties.at('AdvancedSecurityOptions', 'Enabled').isTrue;

/** Who the access policy opens the domain to: `*` for anyone. */
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
        yield { at: path.join('.'), message: 'fine-grained access control is refused without it: set it to true' };
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
          message: 'audit logs are refused without fine-grained access control: set both or neither',
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
          message: 'open to everyone, without users of its own: set AdvancedSecurityOptions',
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
          message: `it names ${named.length} principals, and who signs in with a password is none: name *, and leave it to the users' roles`,
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
          message: `${policy} lets clients use TLS 1.0: choose Policy-Min-TLS-1-2-PFS-2023-10`,
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
              'the domain is refused where it may not write its logs: add the log resource policy, and depend on it',
          };
      }
    },
  },
];
