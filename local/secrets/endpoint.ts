/** Secrets Manager for one machine: JSON 1.1 over HTTP on 127.0.0.1, as much of it as a function reads. */
import { once } from 'node:events';
import { createServer, type IncomingMessage, type Server, type ServerResponse } from 'node:http';
import type { AddressInfo } from 'node:net';
import { text } from 'node:stream/consumers';
import type { SecretWiring } from '../template/wiring';
import { type Secret, Secrets } from './secrets';

export interface SecretsEndpointOptions {
  readonly secrets: readonly SecretWiring[];
  /** @default a free port */
  readonly port?: number;
}

class SecretsError extends Error {
  constructor(
    readonly type: string,
    message: string,
  ) {
    super(message);
  }
}

export class SecretsEndpoint {
  private constructor(
    private readonly server: Server,
    /** What the endpoint answers with; changes count from the next call on. */
    readonly secrets: Secrets,
  ) {}

  /** @throws Error when a given port is taken or a value cannot be generated */
  static async start({ secrets: wirings, port = 0 }: SecretsEndpointOptions): Promise<SecretsEndpoint> {
    const secrets = new Secrets(wirings);
    const server = createServer((request, response) => {
      answer(request, response, secrets).catch(() => response.destroy());
    });
    server.listen({ port, host: '127.0.0.1' });
    await once(server, 'listening');
    return new SecretsEndpoint(server, secrets);
  }

  /** For `AWS_ENDPOINT_URL_SECRETS_MANAGER`. */
  get url(): string {
    return `http://127.0.0.1:${(this.server.address() as AddressInfo).port}`;
  }

  /** The current value. @param id name or ARN @throws Error where there is none */
  value(id: string): string {
    const secret = this.secrets.find(id);
    if (secret === undefined) throw new Error(`There is no secret ${id}`);
    return secret.current.value;
  }

  /** Gives a secret a new generated value, as a rotation does. @throws Error where there is none */
  rotate(id: string): void {
    this.secrets.rotate(id);
  }

  /** Ends every connection and stops listening; `value` still answers. */
  async stop(): Promise<void> {
    const closed = once(this.server, 'close');
    this.server.close();
    this.server.closeAllConnections();
    await closed;
  }
}

async function answer(request: IncomingMessage, response: ServerResponse, secrets: Secrets): Promise<void> {
  try {
    send(response, 200, perform(request, await text(request), secrets));
  } catch (error) {
    const type = error instanceof SecretsError ? error.type : 'InternalServiceError';
    const message = error instanceof Error ? error.message : String(error);
    send(response, error instanceof SecretsError ? 400 : 500, { __type: type, Message: message });
  }
}

function perform({ method, headers }: IncomingMessage, body: string, secrets: Secrets): object {
  const [service, action = ''] = String(headers['x-amz-target']).split('.');
  const described = ACTIONS[action];
  if (method !== 'POST' || service !== 'secretsmanager' || described === undefined)
    throw new SecretsError(
      'InvalidRequestException',
      `This local Secrets Manager knows ${Object.keys(ACTIONS).join(' and ')}: POST with X-Amz-Target: secretsmanager.<action>.`,
    );
  const { SecretId: id } = JSON.parse(body || '{}');
  const secret = secrets.find(String(id));
  if (secret === undefined)
    throw new SecretsError('ResourceNotFoundException', "Secrets Manager can't find the specified secret.");
  return described(secret);
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

function send(response: ServerResponse, status: number, body: object): void {
  response.writeHead(status, { 'content-type': 'application/x-amz-json-1.1' }).end(JSON.stringify(body));
}
