/** Log lines, metrics and X-Ray segments of a function. */
import { createSocket } from 'node:dgram';
import { setTimeout as sleep } from 'node:timers/promises';
import { MetricTotals } from '../../../../../local/aws/function/metric-totals';
import { XrayDaemon } from '../../../../../local/aws/function/xray-daemon';
import { lambda } from './handlers';

function emf(values: Record<string, unknown>, dimensions: string[][], names: string[]): string {
  const Metrics = names.map((Name) => ({ Name, Unit: 'Count' }));
  return JSON.stringify({
    _aws: { Timestamp: 0, CloudWatchMetrics: [{ Namespace: 'Trips', Dimensions: dimensions, Metrics }] },
    ...values,
  });
}

describe('what a function writes', () => {
  it('reaches the observer line by line before the answer, and nothing else', async () => {
    const lines: string[] = [];
    const print = jest.spyOn(process.stdout, 'write');
    const talking = lambda(
      `export const handler = async () => {
         console.log('first\\nsecond');
         console.error('third');
         process.stdout.write('in two ');
         process.stdout.write(Buffer.from('pieces\\n'));
         process.emitWarning('careful');
         await new Promise(setImmediate);
       };`,
      { onLog: (line) => lines.push(line) },
    );

    await talking.invoke('{}');

    expect(lines).toEqual(['first', 'second', 'third', 'in two pieces', 'Warning: careful']);
    expect(print).not.toHaveBeenCalled();
    print.mockRestore();
  });

  it('keeps the last words of a function that exits', async () => {
    const lines: string[] = [];
    const dying = lambda(
      `export const handler = async () => { process.stdout.write('last words'); process.exit(1); };`,
      {
        onLog: (line) => lines.push(line),
      },
    );

    await dying.invoke('{}');
    await dying.stop();

    expect(lines).toEqual(['last words']);
  });

  it('is summed where it is metrics', async () => {
    const line = emf({ function: 'transform', accepted: 3 }, [['function']], ['accepted']);
    const measuring = lambda(`export const handler = async () => console.log(${JSON.stringify(line)});`);

    await measuring.invoke('{}');
    await measuring.invoke('{}');

    expect(measuring.metrics.total('accepted')).toBe(6);
  });
});

describe('metric totals', () => {
  it('sum values and lists of values by name and by dimension set', () => {
    const totals = new MetricTotals();
    totals.add(emf({ service: 's', reason: 'duration', quarantined: 2 }, [['service', 'reason']], ['quarantined']));
    totals.add(
      emf({ service: 's', reason: 'distance', quarantined: [1, 4] }, [['reason', 'service']], ['quarantined']),
    );

    expect(totals.total('quarantined')).toBe(7);
    expect(totals.byDimensions('quarantined')).toEqual(
      new Map([
        ['reason=duration,service=s', 2],
        ['reason=distance,service=s', 5],
      ]),
    );
    expect(totals.names).toEqual(['quarantined']);
  });

  it('count a value once that is written under several dimension sets', () => {
    const totals = new MetricTotals();
    totals.add(emf({ service: 's', reason: 'r', bytes: 10 }, [['service'], ['service', 'reason']], ['bytes']));

    expect(totals.total('bytes')).toBe(10);
  });

  it.each(['plain text', '{"level":"INFO"}', '{"CloudWatchMetrics"', '{"a":"\\"CloudWatchMetrics\\""}', 'null'])(
    'leave a line alone that is no metric: %s',
    (line) => {
      const totals = new MetricTotals();

      expect(totals.add(line)).toBe(false);
      expect(totals.names).toEqual([]);
    },
  );
});

describe('the X-Ray daemon', () => {
  it('counts the segments that arrive and nothing else', async () => {
    const daemon = new XrayDaemon();
    const [host = '', port = ''] = (await daemon.start()).split(':');
    const socket = createSocket('udp4');
    const header = '{"format": "json", "version": 1}';
    const datagrams = [
      'noise',
      `${header}\nnoise`,
      '{"format": "xml"}\n{"id":"1"}',
      `${header}\n{"id":"1"}`,
      `${header}\n{"id":"2"}`,
    ];
    for (const datagram of datagrams) {
      await new Promise((resolve) => socket.send(datagram, Number(port), host, resolve));
    }

    while (daemon.segments < 2) await sleep(5);
    socket.close();
    await daemon.stop();

    expect(host).toBe('127.0.0.1');
    expect(daemon.segments).toBe(2);
  });

  it('can be stopped and started again, but not started twice', async () => {
    const daemon = new XrayDaemon();
    await daemon.start();
    await expect(daemon.start()).rejects.toThrow('already started');
    await daemon.stop();
    await daemon.start();
    await daemon.stop();
  });
});
