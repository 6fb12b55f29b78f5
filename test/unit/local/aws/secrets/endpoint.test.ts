/** The Secrets Manager endpoint, called with the SDK. */
import {
  DescribeSecretCommand,
  GetSecretValueCommand,
  PutSecretValueCommand,
  SecretsManagerClient,
} from '@aws-sdk/client-secrets-manager';
import { SecretsEndpoint } from '../../../../../local/aws/secrets/endpoint';

// The cloud's runtime may be newer than this Node.
process.env.AWS_SDK_JS_NODE_VERSION_SUPPORT_WARNING_DISABLED = 'true';
const ARN = 'arn:aws:secretsmanager:eu-west-1:123456789012:secret:writer-AbCdEf';
const SECRETS = [
  { name: 'writer', arn: ARN, generate: { secretStringTemplate: '{"username":"w"}', generateStringKey: 'password' } },
  { name: 'key', arn: 'arn:key', generate: { passwordLength: 64, excludePunctuation: true } },
];
let endpoint: SecretsEndpoint;
let client: SecretsManagerClient;

beforeEach(async () => {
  endpoint = await SecretsEndpoint.start({ secrets: SECRETS });
  const credentials = { accessKeyId: 'none', secretAccessKey: 'none' };
  client = new SecretsManagerClient({ endpoint: endpoint.url, region: 'eu-west-1', credentials });
});
afterEach(async () => {
  client.destroy();
  await endpoint.stop();
});

it.each(['writer', ARN])('gives the SDK the value of %s', async (SecretId) => {
  const answer = await client.send(new GetSecretValueCommand({ SecretId }));
  expect(answer).toMatchObject({ ARN, Name: 'writer', VersionStages: ['AWSCURRENT'], CreatedDate: expect.any(Date) });
  expect(answer.SecretString).toBe(endpoint.value('writer'));
  expect(JSON.parse(answer.SecretString ?? '')).toEqual({ username: 'w', password: expect.stringMatching(/^.{32}$/) });
});

it('describes a secret without its value', async () => {
  const answer = await client.send(new DescribeSecretCommand({ SecretId: 'key' }));
  expect(answer).toMatchObject({ ARN: 'arn:key', Name: 'key' });
  expect(JSON.stringify(answer)).not.toContain(endpoint.value('key'));
});

it('gives the new value after a rotation, made as the template says', async () => {
  const before = endpoint.value('writer');
  endpoint.rotate(ARN);
  const { SecretString: after = '' } = await client.send(new GetSecretValueCommand({ SecretId: 'writer' }));
  expect(after).not.toBe(before);
  expect(JSON.parse(after)).toEqual({ username: 'w', password: expect.any(String) });
});

it('takes a value that somebody knows better', async () => {
  endpoint.secrets.put('writer', '{"username":"admin","password":"x"}');
  const { SecretString: value } = await client.send(new GetSecretValueCommand({ SecretId: ARN }));
  expect(value).toBe('{"username":"admin","password":"x"}');
});

it('knows no other secret and no other action', async () => {
  await expect(client.send(new GetSecretValueCommand({ SecretId: 'none' }))).rejects.toMatchObject({
    name: 'ResourceNotFoundException',
  });
  await expect(client.send(new PutSecretValueCommand({ SecretId: 'key', SecretString: 'x' }))).rejects.toThrow(
    'supports GetSecretValue and DescribeSecret',
  );
  expect(() => endpoint.rotate('none')).toThrow('There is no secret none. Secrets: writer, key');
});
