/** Tests when a suite is skipped, and when it fails instead. */
import { describeWith } from '../../support/needs';

describe('a suite whose engines are missing', () => {
  const warn = jest.spyOn(console, 'warn').mockImplementation(() => undefined);
  afterEach(() => warn.mockClear());
  afterAll(() => warn.mockRestore());

  it('is skipped with the reason', () => {
    expect(describeWith('the mill', 'No Java.', {})).toBe(describe.skip);
    expect(warn).toHaveBeenCalledWith('SKIPPED: the mill. No Java.');
  });

  it('fails where REQUIRE_ENGINES=1', () => {
    expect(() => describeWith('the mill', 'No Java.', { REQUIRE_ENGINES: '1' })).toThrow(
      'REQUIRE_ENGINES=1 forbids skipping the mill. No Java.',
    );
  });

  it('runs where nothing is missing, required or not', () => {
    expect(describeWith('the mill', undefined, { REQUIRE_ENGINES: '1' })).toBe(describe);
    expect(describeWith('the mill', undefined, {})).toBe(describe);
  });
});
