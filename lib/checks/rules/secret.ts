/** A secret must be readable in Secrets Manager only. */
import type { Part } from '../part';
import type { Problem, Rule } from '../rule';

const DYNAMIC_REFERENCES =
  'https://docs.aws.amazon.com/AWSCloudFormation/latest/UserGuide/dynamic-references-secretsmanager.html';

/**
 * A dynamic reference, `{{resolve:secretsmanager:…}}`: CloudFormation replaces it by the secret.
 */
const RESOLVED = /\{\{resolve:(secretsmanager|ssm-secure):/;

/** Whether a variable of this name holds a secret, rather than where the secret is. */
const isSecretName = (name: string): boolean =>
  /password|passwd|secret|token|api_?key|private_?key|credential/i.test(name) && !/arn|name|id|path|url$/i.test(name);

function* readableSecrets(at: string, variables: Part): Generator<Problem> {
  for (const [name, value] of variables.entries) {
    const readable = { at: `${at}.${name}`, message: '' };
    if (RESOLVED.test(JSON.stringify(value.raw)))
      yield {
        ...readable,
        message: 'Whoever may look at the function sees the secret. Pass its ARN, and read the secret at run time.',
      };
    else if (isSecretName(name) && value.text !== undefined)
      yield { ...readable, message: 'The template contains a secret. Keep it in Secrets Manager, and pass its ARN.' };
  }
}

export const SECRET_RULES: readonly Rule[] = [
  {
    id: 'function-variable-holds-secret',
    source: DYNAMIC_REFERENCES,
    type: 'AWS::Lambda::Function',
    *check({ properties }) {
      yield* readableSecrets('Environment.Variables', properties.at('Environment', 'Variables'));
    },
  },
  {
    id: 'parameter-holds-secret',
    source: DYNAMIC_REFERENCES,
    type: 'AWS::SSM::Parameter',
    *check({ properties }) {
      if (RESOLVED.test(properties.at('Value').toString()))
        yield { at: 'Value', message: 'Whoever may read the parameter sees the secret. Store its ARN instead.' };
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
          message: 'The template contains a password. Refer to the secret that holds it.',
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
        yield {
          at: 'SecretString',
          message: 'The template contains the value of the secret. Let Secrets Manager generate it.',
        };
      else if ((generated.at('PasswordLength').number ?? 32) < 16)
        yield {
          at: 'GenerateSecretString.PasswordLength',
          message: `The password has ${generated.at('PasswordLength')} characters. Use 16 or more.`,
        };
    },
  },
];
