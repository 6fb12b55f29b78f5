import { STAGE_NAMES, stageSettings } from '../../lib/stages';

describe('the stages', () => {
  it.each(STAGE_NAMES)('has values for %s', (name) => {
    expect(stageSettings(name).name).toBe(name);
  });

  it.each(['test', 'Prod', '', undefined])('refuses the unknown stage %p and says which there are', (name) => {
    expect(() => stageSettings(name)).toThrow(`There is no stage "${name}": choose one with -c stage=dev|prod`);
  });

  it.each(STAGE_NAMES)('stays within what Firehose can take apart and buffer in %s', (name) => {
    const { transform, delivery } = stageSettings(name);
    expect(transform.documentsPerRecord).toBeLessThanOrEqual(500);
    expect(delivery.bufferingInterval.toSeconds()).toBeLessThanOrEqual(900);
    expect(delivery.bufferingSize.toMebibytes()).toBeGreaterThanOrEqual(64);
  });
});
