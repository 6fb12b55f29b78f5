import { hide, rootCause } from '../../../../lambda/studio-runner/redact';

const KEY = 'k3yAbCdEfGhIjKlMnOpQrStUvWxYz0123456789';

describe('the words of Flink and Zeppelin', () => {
  it('are repeated as the root of the failure in one line', () => {
    const trace =
      'Fail to run sql\na.b.Outer: no\n\tat a.b.c(D.java:1)\nCaused by: a.Middle: m\nCaused by: a.Root: why\n\tat x';
    expect(rootCause(trace, KEY)).toBe('a.Root: why');
  });

  it('without the statement that Zeppelin puts before them', () => {
    const trace =
      'Fail to run sql command: CREATE TABLE x (\n  a INT\n)\norg.apache.flink.table.api.ValidationException: exists\n\tat x';
    expect(rootCause(trace, KEY)).toBe('org.apache.flink.table.api.ValidationException: exists');
  });

  it('as their first line where there is no exception', () => {
    expect(rootCause('\n Interpreter nope not found\n', KEY)).toBe('Interpreter nope not found');
    expect(rootCause('', KEY)).toBe('no reason given');
  });

  it.each([
    ['whole', `SHA512('${KEY}|' || id)`],
    ['cut at its end', `SHA512('${KEY.slice(0, 12)}`],
    ['cut at its beginning', `…${KEY.slice(-11)}|'`],
    ['a part of its middle', `…${KEY.slice(9, 20)}…`],
    ['beside other letters', `abc${KEY}def`],
    ['cut and beside other letters', `abc${KEY.slice(0, 15)}`],
  ])('lose the key, %s', (_, text) => {
    const hidden = hide(text, KEY);
    expect(hidden).toContain('***');
    for (let at = 0; at + 8 <= KEY.length; at++) expect(hidden).not.toContain(KEY.slice(at, at + 8));
  });

  it('keep what only looks like it', () => {
    expect(hide('org.apache.flink.table.api.ValidationException: Table trips exists', KEY)).not.toContain('***');
  });

  it('are short, and no part of the key is left where they are cut', () => {
    const reason = rootCause(`a.Exception: ${'x '.repeat(140)}${KEY}`, KEY);
    expect(reason.length).toBeLessThanOrEqual(300);
    expect(reason).not.toContain(KEY.slice(0, 5));
  });
});
