/** Every classic mistake in the templates is found before a deployment. */
import { MUTATIONS } from '../mutations/catalogue';
import { type Caught, runMutations, unproven } from '../mutations/run';

describe('a mistake in the templates', () => {
  let caught: readonly Caught[];
  beforeAll(() => {
    // Our own rules first, others only where these find nothing. `npm run mutate` runs all.
    caught = [...runMutations(false)];
    // Half a minute on an idle machine.
  });

  it('is noticed before it is deployed', () => {
    // The number is exact, so that no mutation is skipped or dropped from the catalogue unnoticed.
    expect(MUTATIONS).toHaveLength(137);
    expect(caught.map(({ name }) => name)).toEqual(MUTATIONS.map(({ name }) => name));
    expect(caught.filter(({ by }) => by.size === 0).map(({ name }) => name)).toEqual([]);
  });

  it('gives each of our own rules something to notice', () => {
    expect(unproven(caught)).toEqual([]);
  });

  it('has a unique name', () => {
    expect(new Set(caught.map(({ name }) => name)).size).toBe(caught.length);
  });
});
