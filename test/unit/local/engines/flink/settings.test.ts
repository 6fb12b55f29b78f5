/** The settings of a Flink session. */
import { flinkSettings, MEMORY, taskManagerFlags } from '../../../../../local/engines/flink/settings';

const rendered = flinkSettings(
  { rpcPort: 20_001, restPort: 20_002, checkpoints: '/state/checkpoints', temporary: '/state/tmp' },
  { slots: 4, checkpointMilliseconds: 3000, checkpointPauseMilliseconds: 1000 },
  { ...MEMORY, tasks: 700 },
);
const settings = Object.fromEntries(
  rendered
    .trim()
    .split('\n')
    .map((line) => line.split(/: (.*)/).slice(0, 2)),
);

describe("a session's settings", () => {
  it('keep every address on this machine', () => {
    const addresses = Object.entries(settings).filter(([name]) => /(?:address|host)$/.test(name));
    expect(addresses.length).toBeGreaterThanOrEqual(6);
    for (const [, value] of addresses) expect(value).toBe('127.0.0.1');
  });

  it('carry slots, ports, checkpoints and memory as given', () => {
    expect(settings).toMatchObject({
      'taskmanager.numberOfTaskSlots': '4',
      'jobmanager.rpc.port': '20001',
      'rest.port': '20002',
      'rest.bind-port': '20002',
      'state.checkpoints.dir': 'file:///state/checkpoints',
      'execution.checkpointing.interval': '3000 ms',
      'execution.checkpointing.min-pause': '1000 ms',
      'taskmanager.memory.task.heap.size': '700m',
    });
  });

  it("leave the task manager heap of its own beside the tasks'", () => {
    expect(taskManagerFlags(700)).toContain('-Xmx828m');
  });
});
