import type { RemovalPolicy } from 'aws-cdk-lib';
import { Secret } from 'aws-cdk-lib/aws-secretsmanager';
import type { Construct } from 'constructs';

export interface SearchUserProps {
  readonly username: string;
  readonly description: string;
  readonly removalPolicy: RemovalPolicy;
}

/**
 * A user of OpenSearch's own database, `{"username", "password"}`, whose password Secrets Manager makes and nobody sees.
 * With the key that AWS manages: a key of our own would have to name, in this stack, every function that reads it.
 */
export class SearchUser extends Secret {
  readonly username: string;

  constructor(scope: Construct, id: string, { username, description, removalPolicy }: SearchUserProps) {
    super(scope, id, {
      description,
      generateSecretString: {
        secretStringTemplate: JSON.stringify({ username }),
        generateStringKey: 'password',
        // OpenSearch asks for 8 characters, a capital, a small letter, a digit and another sign, and refuses what is
        // guessed easily; Secrets Manager puts one of each kind in.
        passwordLength: 32,
        requireEachIncludedType: true,
        // Leaves - . ~, which mean nothing to a URL, to JSON and to a shell. Not _, which counts as a letter to some.
        excludeCharacters: '!"#$%&\'()*+,/:;<=>?@[\\]^_`{|}',
      },
      removalPolicy,
    });
    this.username = username;
  }
}
