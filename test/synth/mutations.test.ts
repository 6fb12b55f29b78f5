/** Every classic mistake in the templates is found before a deployment. */
import { MUTATIONS } from '../mutations/catalogue';
import { type Caught, runMutations, unproven } from '../mutations/run';

describe('a mistake in the templates', () => {
  let caught: readonly Caught[];
  beforeAll(() => {
    // Our own rules first, others only where these find nothing. `npm run mutate` runs all.
    caught = [...runMutations(false)];
    // Half a minute on an idle machine.
  }, 300_000);

  it('is seen before it is deployed, whichever of the classic ones it is', () => {
    // Exactly: a mutation is neither skipped nor dropped from the catalogue unnoticed.
    expect(MUTATIONS).toHaveLength(137);
    expect(caught.map(({ name }) => name)).toEqual(MUTATIONS.map(({ name }) => name));
    expect(caught.filter(({ by }) => by.size === 0).map(({ name }) => name)).toEqual([]);
  });

  it('shows each of our own rules to be of use', () => {
    expect(unproven(caught)).toEqual([]);
  });

  it('goes by a name of its own', () => {
    expect(new Set(caught.map(({ name }) => name)).size).toBe(caught.length);
  });
});
