/** The custom resource's properties: CloudFormation gives numbers as text. */
import type { IndexSettings } from '../../telemetry/index-templates';

export interface SetupProperties extends IndexSettings {
  /** Days from a monthly index's first document to its deletion. */
  readonly maskedRetentionDays: number;
}

/** @throws Error naming the property, its value and what it has to be */
export function readProperties(properties: Readonly<Record<string, unknown>>): SetupProperties {
  return {
    shards: readInteger(properties, 'shards', 1),
    replicas: readInteger(properties, 'replicas', 0),
    maskedRetentionDays: readInteger(properties, 'maskedRetentionDays', 1),
  };
}

function readInteger(properties: Readonly<Record<string, unknown>>, name: string, minimum: number): number {
  const text = String(properties[name] ?? '');
  const value = Number(text);
  if (/^\d+$/.test(text) && value >= minimum) return value;
  throw new Error(
    `The property ${name} is ${text === '' ? 'not set' : `"${text}"`}: give a whole number from ${minimum}.`,
  );
}
