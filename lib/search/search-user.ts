/** A user of OpenSearch, as a secret. */
import type { RemovalPolicy } from 'aws-cdk-lib';
import { Secret } from 'aws-cdk-lib/aws-secretsmanager';
import type { Construct } from 'constructs';

export interface SearchUserProps {
  readonly username: string;
  readonly description: string;
  readonly removalPolicy: RemovalPolicy;
}

/**
 * A user of OpenSearch's own database, `{"username", "password"}`. Secrets Manager generates the
 * password, and nobody sees it. The secret is encrypted with the key that AWS manages: a key of our
 * own would have to name, in this stack, every function that reads the secret.
 */
export class SearchUser extends Secret {
  readonly username: string;

  constructor(scope: Construct, id: string, { username, description, removalPolicy }: SearchUserProps) {
    super(scope, id, {
      description,
      generateSecretString: {
        secretStringTemplate: JSON.stringify({ username }),
        generateStringKey: 'password',
        // OpenSearch requires 8 characters with an upper-case and a lower-case letter, a digit and
        // another sign, and refuses passwords that are easy to guess. Secrets Manager includes one
        // of each kind.
        passwordLength: 32,
        requireEachIncludedType: true,
        // Leaves - . ~, which are safe in a URL, in JSON and in a shell. Without _, which some
        // count as a letter.
        excludeCharacters: '!"#$%&\'()*+,/:;<=>?@[\\]^_`{|}',
      },
      removalPolicy,
    });
    this.username = username;
  }
}
