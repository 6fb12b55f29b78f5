/** The secret key that masks the points of trips. */
import type { RemovalPolicy } from 'aws-cdk-lib';
import { Secret } from 'aws-cdk-lib/aws-secretsmanager';
import type { Construct } from 'constructs';

export interface MaskingKeyProps {
  readonly removalPolicy: RemovalPolicy;
}

/**
 * Decides where a trip's points are moved to, so that they always move alike. It is never rotated:
 * under another key, every trip would show a second pair of points, and two pairs reveal more than
 * one.
 */
export class MaskingKey extends Secret {
  constructor(scope: Construct, id: string, { removalPolicy }: MaskingKeyProps) {
    super(scope, id, {
      description: 'Key of the hash that masks the points of trips',
      // Letters and digits, because it is put into SQL text. 64 of them are 381 bits, more than
      // SHA-256 keeps.
      generateSecretString: { passwordLength: 64, excludePunctuation: true },
      removalPolicy,
    });
  }
}
