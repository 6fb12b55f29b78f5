/** Our own rules have telling ids and name their sources. */
import { RULES } from '../../../../lib/checks/rules';

describe('the rules', () => {
  it('are called by what is wrong, each by a name of its own', () => {
    const ids = RULES.map(({ id }) => id);
    expect(ids.filter((id) => !/^[a-z]+(-[a-z]+)+$/.test(id))).toEqual([]);
    expect(new Set(ids).size).toBe(ids.length);
  });

  it('say where the limit is stated', () => {
    expect(RULES.filter(({ source }) => !/^https:\/\/|^lib\//.test(source)).map(({ id }) => id)).toEqual([]);
  });
});
