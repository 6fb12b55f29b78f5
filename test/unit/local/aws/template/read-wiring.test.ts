// biome-ignore-all lint/suspicious/noTemplateCurlyInString: CloudFormation's own placeholders
import { mkdtempSync, rmdirSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { readWiring } from '../../../../../local/aws/template/read-wiring';
import { resource } from './assembly';
import { wiringOf } from './one-stack';

describe('a stream', () => {
  it('starts with 4 shards on demand and with its own count otherwise', () => {
    const { streams } = wiringOf({
      A: resource('S/A', 'AWS::Kinesis::Stream', { StreamModeDetails: { StreamMode: 'ON_DEMAND' } }),
      B: resource('S/B', 'AWS::Kinesis::Stream', { ShardCount: 2, RetentionPeriodHours: '48' }),
    });
    expect(streams).toEqual([
      expect.objectContaining({ name: 'a', mode: 'ON_DEMAND', shardCount: 4, retentionHours: 24 }),
      expect.objectContaining({ name: 'b', mode: 'PROVISIONED', shardCount: 2, retentionHours: 48 }),
    ]);
  });
});

describe('an assembly', () => {
  it('may have resources that one machine does not know', () => {
    const wiring = wiringOf({ Alarm: { Type: 'AWS::CloudWatch::Alarm' }, Custom: { Type: 'Custom::Thing' } });
    expect(Object.values(wiring).flat()).toEqual([]);
  });

  it('that is missing is an error that says how to make one', () => {
    const folder = mkdtempSync(join(tmpdir(), 'tripstream-empty-'));
    expect(() => readWiring(folder)).toThrow(`${folder} holds no cloud assembly (no manifest.json)`);
    rmdirSync(folder);
  });
});
