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

  it('takes a folder as it was stamped for complete', () => {
    expect(isComplete(folder, 'recipe')).toBe(true);
  });

  it('notices a changed recipe', () => {
    expect(isComplete(folder, 'another recipe')).toBe(false);
  });

  it('notices a file that is missing, and one that is cut short', () => {
    truncateSync(jar(), 5);
    expect(isComplete(folder, 'recipe')).toBe(false);
    rmSync(jar());
    expect(isComplete(folder, 'recipe')).toBe(false);
  });

  it('takes a stamp that is cut short for none', () => {
    truncateSync(path.join(folder, 'stamp.json'), 20);
    expect(isComplete(folder, 'recipe')).toBe(false);
  });
});
