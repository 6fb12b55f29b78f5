/** The S3 endpoint, called with the SDK. */
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { GetObjectCommand, ListObjectsV2Command, PutObjectCommand, S3Client } from '@aws-sdk/client-s3';
import { Bucket } from '../../../../../local/aws/bucket/bucket';
import { S3Endpoint } from '../../../../../local/aws/bucket/s3-endpoint';

// The cloud's runtime may be newer than this Node.
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

const get = async (Key: string, Bucket = 'lake') => {
  const { Body, ETag } = await client.send(new GetObjectCommand({ Bucket, Key }));
  return { text: await Body?.transformToString(), etag: ETag };
};

it('gives back what was put, with the same entity tag', async () => {
  const { ETag } = await put('got/back', 'ü');
  expect(await get('got/back')).toEqual({ text: 'ü', etag: ETag });
});

it('has no object before it is put', async () => {
  await expect(get('never')).rejects.toMatchObject({ name: 'NoSuchKey' });
  await expect(get('k', 'other')).rejects.toMatchObject({ name: 'NoSuchBucket' });
});

describe('a put on a condition', () => {
  const putIf = (Key: string, Body: string, condition: { IfMatch?: string; IfNoneMatch?: string }) =>
    client.send(new PutObjectCommand({ Bucket: 'lake', Key, Body, ...condition }));

  it('makes an object only where there is none', async () => {
    await putIf('new', 'one', { IfNoneMatch: '*' });
    await expect(putIf('new', 'two', { IfNoneMatch: '*' })).rejects.toMatchObject({ name: 'PreconditionFailed' });
    expect((await get('new')).text).toBe('one');
  });

  it('replaces an object only as it was read', async () => {
    const { ETag: first = '' } = await put('changed', 'one');
    const { ETag: second = '' } = await putIf('changed', 'two', { IfMatch: first });
    expect(second).not.toBe(first);
    await expect(putIf('changed', 'three', { IfMatch: first })).rejects.toMatchObject({ name: 'PreconditionFailed' });
    expect((await get('changed')).text).toBe('two');
  });

  it('replaces nothing that is not there', async () => {
    await expect(putIf('absent', 'one', { IfMatch: '"1"' })).rejects.toMatchObject({ name: 'NoSuchKey' });
  });

  it('lets one of many through', async () => {
    const all = Array.from({ length: 20 }, (_, index) => putIf('race', String(index), { IfNoneMatch: '*' }));
    const done = (await Promise.allSettled(all)).filter(({ status }) => status === 'fulfilled');
    expect(done).toHaveLength(1);
  });
});

it('says that it knows nothing but PutObject and GetObject of whole objects', async () => {
  const part = new GetObjectCommand({ Bucket: 'lake', Key: 'k', Range: 'bytes=0-1' });
  await expect(client.send(part)).rejects.toMatchObject({ name: 'NotImplemented' });
  const list = new ListObjectsV2Command({ Bucket: 'lake' });
  await expect(client.send(list)).rejects.toMatchObject({ name: 'NotImplemented' });
});
