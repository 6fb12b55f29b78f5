/** Faults on demand. */
import { type FaultPlan, Faults } from '../../../../../local/aws/kinesis/stream/faults';

const DRAWS = 4000;

function shares<Fault>(draw: () => Fault): Map<Fault, number> {
  const counts = new Map<Fault, number>();
  for (let index = 0; index < DRAWS; index += 1) {
    const fault = draw();
    counts.set(fault, (counts.get(fault) ?? 0) + 1 / DRAWS);
  }
  return counts;
}

describe('faults', () => {
  it('affect entries by the given shares', () => {
    const faults = new Faults({ throttled: 0.1, internalFailure: 0.3, seed: 7 });
    const drawn = shares(() => faults.entry());
    expect(drawn.get('throttled')).toBeCloseTo(0.1, 1);
    expect(drawn.get('internal failure')).toBeCloseTo(0.3, 1);
  });

  it('reset half of the affected calls before and half after the records are stored', () => {
    const faults = new Faults({ reset: 0.4 });
    const drawn = shares(() => faults.call());
    expect(drawn.get('reset before')).toBeCloseTo(0.2, 1);
    expect(drawn.get('reset after')).toBeCloseTo(0.2, 1);
  });

  it('repeat with the same seed, and differ with another', () => {
    const draw = (seed: number) => {
      const faults = new Faults({ throttled: 0.5, seed });
      return Array.from({ length: 50 }, () => faults.entry());
    };
    expect(draw(3)).toEqual(draw(3));
    expect(draw(3)).not.toEqual(draw(4));
  });

  it('never occur without a plan', () => {
    const faults = new Faults();
    expect(shares(() => faults.entry() ?? faults.call())).toEqual(new Map([[undefined, expect.closeTo(1)]]));
  });

  it.each<FaultPlan>([
    { throttled: 1.1 },
    { reset: -0.1 },
    { throttled: 0.6, internalFailure: 0.6 },
    { latencyMs: -1 },
  ])('refuse the plan %j', (plan) => {
    expect(() => new Faults(plan)).toThrow(RangeError);
  });
});
