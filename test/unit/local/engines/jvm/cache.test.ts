/** Fetching engines into the cache. */
import {
  chmodSync,
  existsSync,
  mkdirSync,
  mkdtempSync,
  readdirSync,
  readFileSync,
  rmSync,
  writeFileSync,
} from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { fetchEngine, folderOf, isCached } from '../../../../../local/engines/jvm/cache';
import type { Engine } from '../../../../../local/engines/jvm/engine';

/** A fake Maven: fills the folder that it is given, counts its calls, and fails if told to. */
const MAVEN = `#!${process.execPath}
const { appendFileSync, existsSync, mkdirSync, writeFileSync } = require('node:fs');
const path = require('node:path');
appendFileSync(path.join(__dirname, 'calls'), 'x');
const folder = process.argv.find((arg) => arg.startsWith('-Dengine.folder=')).slice('-Dengine.folder='.length);
mkdirSync(path.join(folder, 'lib'), { recursive: true });
writeFileSync(path.join(folder, 'lib', 'a.jar'), 'a jar');
console.log('[INFO] Downloaded from central: somewhere/a.jar (30 MB at 5.0 MB/s)');
if (existsSync(path.join(__dirname, 'fail'))) {
  console.log('[ERROR] Could not find artifact a:a:jar:1');
  process.exit(1);
}
`;

const JAVA = { home: '/nowhere', version: '17.0.1' };

describe('the cache of engines', () => {
  let folder: string;
  let engine: Engine;
  const before = process.env.PATH;
  const said: string[] = [];
  const fetch = () => fetchEngine(engine, JAVA, (line) => said.push(line), path.join(folder, 'cache'));
  const calls = () => readFileSync(path.join(folder, 'bin', 'calls'), 'utf8').length;

  beforeEach(() => {
    folder = mkdtempSync(path.join(tmpdir(), 'cache-'));
    mkdirSync(path.join(folder, 'bin'));
    writeFileSync(path.join(folder, 'bin', 'mvn'), MAVEN);
    chmodSync(path.join(folder, 'bin', 'mvn'), 0o755);
    process.env.PATH = `${path.join(folder, 'bin')}${path.delimiter}${before}`;
    engine = { name: 'Mill', key: 'mill', pom: path.join(folder, 'pom.xml') };
    writeFileSync(engine.pom, '<engine.version>1.0</engine.version>');
    said.length = 0;
  });
  afterEach(() => {
    process.env.PATH = before;
    rmSync(folder, { recursive: true });
  });

  it('fetches an engine once and reports it, and is silent the second time', async () => {
    await fetch();
    expect(said).toEqual([
      'Fetching Mill 1.0 with Maven …',
      '  Mill 1.0: 1 files, 30 MB downloaded',
      expect.stringMatching(/^ {2}Mill 1\.0: \d files, 0 MB in place$/),
    ]);
    said.length = 0;
    await fetch();
    expect([said, calls()]).toEqual([[], 1]);
  });

  it('fetches again if a file is missing or the pom.xml has changed', async () => {
    await fetch();
    rmSync(path.join(folderOf(engine, path.join(folder, 'cache')), 'lib', 'a.jar'));
    await fetch();
    writeFileSync(engine.pom, '<engine.version>1.1</engine.version>');
    await fetch();
    expect(calls()).toBe(3);
    expect(isCached(engine, path.join(folder, 'cache'))).toBe(true);
  });

  it("leaves nothing behind when Maven fails, and reports Maven's error", async () => {
    writeFileSync(path.join(folder, 'bin', 'fail'), '');
    await expect(fetch()).rejects.toThrow('Could not find artifact a:a:jar:1');
    expect(readdirSync(path.join(folder, 'cache'))).toEqual([]);
  });

  it('removes what a process left that was killed while fetching', async () => {
    // Greater than any process id of Linux (2^22).
    const left = path.join(folder, 'cache', 'mill.part-99999999');
    mkdirSync(left, { recursive: true });
    await fetch();
    expect(existsSync(left)).toBe(false);
  });
});
