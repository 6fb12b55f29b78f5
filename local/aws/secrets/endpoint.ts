/** Secrets Manager for one machine, limited to what functions read. */

import { type HttpEdge, listen, type Service } from '../aws-json/edge';
import { ApiError } from '../aws-json/protocol';
import type { SecretWiring } from '../template/wiring';
import { type Secret, Secrets } from './secrets';

export interface SecretsEndpointOptions {
  readonly secrets: readonly SecretWiring[];
  /** Port to listen on. @default a free one */
  readonly port?: number;
}

export class SecretsEndpoint {
  private constructor(
    private readonly edge: HttpEdge,
    /** The secrets that the endpoint answers with. Changes apply from the next call on. */
    readonly secrets: Secrets,
  ) {}

  /** @throws Error when the port is taken or a value cannot be generated. */
  static async start({ secrets: wirings, port = 0 }: SecretsEndpointOptions): Promise<SecretsEndpoint> {
    const secrets = new Secrets(wirings);
    return new SecretsEndpoint(await listen(port, serviceOf(secrets)), secrets);
  }

  /** Value for `AWS_ENDPOINT_URL_SECRETS_MANAGER`. */
  get url(): string {
    return `http://127.0.0.1:${this.edge.port}`;
  }

  /**
   * The current value of a secret.
   * @param id name or ARN.
   * @throws Error when there is no such secret.
   */
  value(id: string): string {
    const secret = this.secrets.find(id);
    if (secret === undefined) throw new Error(`There is no secret ${id}`);
    return secret.current.value;
  }

  /**
   * Generates a new value for a secret, as a rotation does.
   * @throws Error when there is no such secret.
   */
  rotate(id: string): void {
    this.secrets.rotate(id);
  }

  /** Closes every connection and stops listening. The values stay until the object is collected. */
  stop(): Promise<void> {
    return this.edge.close();
  }
}

function serviceOf(secrets: Secrets): Service {
  const unknown = () =>
    new ApiError(
      'InvalidRequestException',
      `This local Secrets Manager supports ${Object.keys(ACTIONS).join(' and ')}: POST with X-Amz-Target: secretsmanager.<action>.`,
    );
  return {
    name: 'Secrets Manager',
    target: 'secretsmanager',
    // A call carries only a secret's id.
    maxBodyBytes: 64 * 1024,
    unknown,
    perform: (action, { SecretId: id }) => {
      const described = Object.hasOwn(ACTIONS, action) ? ACTIONS[action] : undefined;
      if (!described) throw unknown();
      const secret = secrets.find(String(id));
      if (secret) return described(secret);
      throw new ApiError('ResourceNotFoundException', "Secrets Manager can't find the specified secret.");
    },
  };
}

const ACTIONS: Readonly<Record<string, (secret: Secret) => object>> = {
  GetSecretValue: ({ arn, name, current }) => ({
    ARN: arn,
    Name: name,
    SecretString: current.value,
    VersionId: current.id,
    VersionStages: ['AWSCURRENT'],
    CreatedDate: current.createdAt.getTime() / 1000,
  }),
  DescribeSecret: ({ arn, name, current }) => ({
    ARN: arn,
    Name: name,
    LastChangedDate: current.createdAt.getTime() / 1000,
    VersionIdsToStages: { [current.id]: ['AWSCURRENT'] },
  }),
};
