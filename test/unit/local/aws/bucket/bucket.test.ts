/** A bucket that is a folder. */
import { existsSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { Bucket } from '../../../../../local/aws/bucket/bucket';

const folder = mkdtempSync(path.join(tmpdir(), 'bucket-'));
const bucket = new Bucket(folder, 'lake');
afterAll(() => rmSync(folder, { recursive: true, force: true }));

describe('a bucket', () => {
  it('is empty before its first object', async () => {
    expect(await new Bucket(folder, 'other').list()).toEqual([]);
  });

  it('keeps an object at its key, a folder for each slash', async () => {
    await bucket.put('a/b=1/c.txt', 'text');
    expect(existsSync(path.join(folder, 'lake/a/b=1/c.txt'))).toBe(true);
    expect((await bucket.read('a/b=1/c.txt')).toString()).toBe('text');
  });

  it('replaces an object of the same key', async () => {
    await bucket.put('twice', 'one');
    await bucket.put('twice', Buffer.from([0, 255]));
    expect(await bucket.read('twice')).toEqual(Buffer.from([0, 255]));
  });

  it('lists keys by a prefix that need not end at a slash, in byte order', async () => {
    for (const key of ['list/b', 'list/a/z', 'list/a-1', 'lists/x']) await bucket.put(key, '');
    expect(await bucket.list('list/')).toEqual(['list/a-1', 'list/a/z', 'list/b']);
    expect(await bucket.list('list/a')).toEqual(['list/a-1', 'list/a/z']);
  });

  it('takes a finished file in by moving it', async () => {
    const file = path.join(folder, 'finished');
    writeFileSync(file, 'done');
    await bucket.adopt('moved/here', file);
    expect((await bucket.read('moved/here')).toString()).toBe('done');
    expect(existsSync(file)).toBe(false);
  });

  it.each([
    '../outside',
    'a/../../b',
    '/rooted',
    'a//b',
    './a',
    'a\\b',
    'nul\0',
    `${'x'.repeat(256)}`,
    'a/'.repeat(600),
  ])('refuses the key %j, which a folder cannot hold', async (key) => {
    await expect(bucket.put(key, 'x')).rejects.toThrow(/Key .* of bucket lake/s);
    await expect(bucket.read(key)).rejects.toThrow(/Key/);
  });

  it('leaves nothing of a refused object', async () => {
    const before = await bucket.list();
    await bucket.put('../x', 'x').catch(() => undefined);
    expect(await bucket.list()).toEqual(before);
    expect(existsSync(path.join(folder, 'x'))).toBe(false);
  });

  it('says which object is missing', async () => {
    await expect(bucket.read('nowhere/object')).rejects.toThrow('Bucket lake has no object "nowhere/object".');
  });

  it.each(['..', 'a/b', ''])('cannot be named %j', (name) => {
    expect(() => new Bucket(folder, name)).toThrow('cannot name a folder');
  });
});
