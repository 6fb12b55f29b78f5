/** The partitions that Firehose in the cloud would hold open. */
import { ActivePartitions } from '../../../../../local/aws/firehose/buffer/active-partitions';

describe('active partitions', () => {
  it('admits 500 partitions, repeatedly, and no others until an interval ends', () => {
    const active = new ActivePartitions(1000);
    for (let at = 0; at < 500; at += 1) expect(active.admits(`p${at}`, at)).toBe(true);
    expect(active.admits('p7', 500)).toBe(true);
    expect(active.admits('one more', 500)).toBe(false);
    expect(active.admits('one more', 999)).toBe(false);
    expect(active.admits('one more', 1000)).toBe(true);
    expect(active.admits('two more', 1000)).toBe(false);
  });
});
