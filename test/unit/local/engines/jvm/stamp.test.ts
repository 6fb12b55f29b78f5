/** The stamp of a complete engine. */
import { mkdtempSync, rmSync, truncateSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { isComplete, writeStamp } from '../../../../../local/engines/jvm/stamp';

describe('the stamp of an engine', () => {
  let folder: string;
  const jar = () => path.join(folder, 'a.jar');

  beforeEach(() => {
    folder = mkdtempSync(path.join(tmpdir(), 'stamp-'));
    writeFileSync(jar(), 'twelve bytes');
    writeStamp(folder, 'recipe');
  });
  afterEach(() => rmSync(folder, { recursive: true }));

  it('says that an unchanged folder is complete', () => {
    expect(isComplete(folder, 'recipe')).toBe(true);
  });

  it('notices a changed recipe', () => {
    expect(isComplete(folder, 'another recipe')).toBe(false);
  });

  it('notices a missing file, and a truncated one', () => {
    truncateSync(jar(), 5);
    expect(isComplete(folder, 'recipe')).toBe(false);
    rmSync(jar());
    expect(isComplete(folder, 'recipe')).toBe(false);
  });

  it('treats a truncated stamp like none', () => {
    truncateSync(path.join(folder, 'stamp.json'), 20);
    expect(isComplete(folder, 'recipe')).toBe(false);
  });
});
