/** Our own rules have telling ids and name their sources. */
/** Checks how the rules are named, and that each names its source. */
import { RULES } from '../../../../lib/checks/rules';

describe('the rules', () => {
  it('are named for what is wrong, each by its own name', () => {
    const ids = RULES.map(({ id }) => id);
    expect(ids.filter((id) => !/^[a-z]+(-[a-z]+)+$/.test(id))).toEqual([]);
    expect(new Set(ids).size).toBe(ids.length);
  });

  it('name the page or file that states their limit', () => {
    expect(RULES.filter(({ source }) => !/^https:\/\/|^lib\//.test(source)).map(({ id }) => id)).toEqual([]);
  });
});
