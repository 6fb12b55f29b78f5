import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { GetObjectCommand, PutObjectCommand, S3Client } from '@aws-sdk/client-s3';
import { Bucket } from '../../../../local/bucket/bucket';
import { S3Endpoint } from '../../../../local/bucket/s3-endpoint';

// The runtime in the cloud is newer than this one may be.
process.env.AWS_SDK_JS_NODE_VERSION_SUPPORT_WARNING_DISABLED = 'true';
const folder = mkdtempSync(join(tmpdir(), 'tripstream-s3-'));
const bucket = new Bucket(folder, 'lake');
let endpoint: S3Endpoint;
let client: S3Client;

beforeAll(async () => {
  endpoint = await S3Endpoint.start({ buckets: [bucket] });
  const credentials = { accessKeyId: 'none', secretAccessKey: 'none' };
  client = new S3Client({ endpoint: endpoint.url, region: 'eu-west-1', credentials, maxAttempts: 1 });
});
afterAll(async () => {
  client.destroy();
  await endpoint.stop();
  rmSync(folder, { recursive: true });
});

const put = (Key: string, Body: string | Uint8Array, Bucket = 'lake') =>
  client.send(new PutObjectCommand({ Bucket, Key, Body }));

it('stores what the SDK puts, under its key, byte for byte', async () => {
  const bytes = Uint8Array.from({ length: 3_000_000 }, (_, index) => index % 251);
  const { ETag } = await put('a/b=1/ü +%20.bin', bytes);
  expect(ETag).toMatch(/^"[0-9a-f]{32}"$/);
  expect(Buffer.compare(await bucket.read('a/b=1/ü +%20.bin'), bytes)).toBe(0);
});

it('replaces an object of the same key', async () => {
  await put('k', 'one');
  await put('k', 'two');
  expect((await bucket.read('k')).toString()).toBe('two');
});

it('knows no other bucket, and no way out of this one', async () => {
  await expect(put('k', 'x', 'other')).rejects.toMatchObject({ name: 'NoSuchBucket' });
  const outside = await fetch(`${endpoint.url}/lake/..%2Fother%2Fk`, { method: 'PUT', body: 'x' });
  expect(outside.status).toBe(500);
});

it('says that it knows nothing but PutObject', async () => {
  await expect(client.send(new GetObjectCommand({ Bucket: 'lake', Key: 'k' }))).rejects.toMatchObject({
    name: 'NotImplemented',
  });
});
