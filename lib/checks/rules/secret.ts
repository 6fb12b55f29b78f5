/** A secret that can be read without asking Secrets Manager is none. */
import type { Part } from '../part';
import type { Problem, Rule } from '../rule';

const DYNAMIC_REFERENCES =
  'https://docs.aws.amazon.com/AWSCloudFormation/latest/UserGuide/dynamic-references-secretsmanager.html';

/** `{{resolve:secretsmanager:…}}`: CloudFormation puts the secret in its place. */
const RESOLVED = /\{\{resolve:(secretsmanager|ssm-secure):/;

/** A name of what holds a secret, not of what says where it is. */
const isSecretName = (name: string): boolean =>
  /password|passwd|secret|token|api_?key|private_?key|credential/i.test(name) && !/arn|name|id|path|url$/i.test(name);

function* shown(at: string, variables: Part): Generator<Problem> {
  for (const [name, value] of variables.entries) {
    const readable = { at: `${at}.${name}`, message: '' };
    if (RESOLVED.test(JSON.stringify(value.raw)))
      yield {
        ...readable,
        message: 'the secret would stand there for whoever may look: give its ARN, and read it at run time',
      };
    else if (isSecretName(name) && value.text !== undefined)
      yield { ...readable, message: 'a secret in the template: keep it in Secrets Manager, and give its ARN' };
  }
}

export const SECRET_RULES: readonly Rule[] = [
  {
    id: 'function-variable-holds-secret',
    source: DYNAMIC_REFERENCES,
    type: 'AWS::Lambda::Function',
    *check({ properties }) {
      yield* shown('Environment.Variables', properties.at('Environment', 'Variables'));
    },
  },
  {
    id: 'parameter-holds-secret',
    source: DYNAMIC_REFERENCES,
    type: 'AWS::SSM::Parameter',
    *check({ properties }) {
      if (RESOLVED.test(properties.at('Value').toString()))
        yield { at: 'Value', message: 'a parameter shows the secret to whoever may read it: give its ARN' };
    },
  },
  {
    id: 'search-password-in-template',
    source: 'https://docs.aws.amazon.com/AWSCloudFormation/latest/UserGuide/security-best-practices.html#creds',
    type: 'AWS::OpenSearchService::Domain',
    *check({ properties }) {
      const password = properties.at('AdvancedSecurityOptions', 'MasterUserOptions', 'MasterUserPassword');
      if (password.exists && !RESOLVED.test(JSON.stringify(password.raw)))
        yield {
          at: 'AdvancedSecurityOptions.MasterUserOptions.MasterUserPassword',
          message: 'a password in the template: refer to the secret that holds it',
        };
    },
  },
  {
    id: 'secret-value-in-template',
    source:
      'https://docs.aws.amazon.com/AWSCloudFormation/latest/TemplateReference/aws-resource-secretsmanager-secret.html',
    type: 'AWS::SecretsManager::Secret',
    *check({ properties }) {
      const generated = properties.at('GenerateSecretString');
      if (properties.at('SecretString').exists || !generated.exists)
        yield { at: 'SecretString', message: 'its value stands in the template: let Secrets Manager generate it' };
      else if ((generated.at('PasswordLength').number ?? 32) < 16)
        yield {
          at: 'GenerateSecretString.PasswordLength',
          message: `${generated.at('PasswordLength')} characters: 16 or more`,
        };
    },
  },
];
