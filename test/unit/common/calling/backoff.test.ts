import { pauseAfter } from '../../../../common/calling/backoff';

const PAUSES = { firstMs: 50, longestMs: 5_000 };

it('doubles the longest wait from 50 ms to 5 s', () => {
  const longest = [1, 2, 3, 7, 8, 20].map((attempt) => pauseAfter(attempt, PAUSES, 1));
  expect(longest).toEqual([50, 100, 200, 3_200, 5_000, 5_000]);
});

it('draws each wait from zero to the longest', () => {
  expect(pauseAfter(3, PAUSES, 0)).toBe(0);
  expect(pauseAfter(3, PAUSES, 0.5)).toBe(100);
});
