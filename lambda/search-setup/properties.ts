/** Reads the custom resource's properties. */
import type { SetupProperties } from './contract';

/** @throws Error that names the property, its value and what it has to be */
export function readProperties(properties: Readonly<Record<string, unknown>>): SetupProperties {
  return {
    shards: readInteger(properties, 'shards', 1),
    replicas: readInteger(properties, 'replicas', 0),
    maskedRetentionDays: readInteger(properties, 'maskedRetentionDays', 1),
  };
}

function readInteger(
  properties: Readonly<Record<string, unknown>>,
  name: keyof SetupProperties,
  minimum: number,
): number {
  const text = String(properties[name] ?? '');
  const value = Number(text);
  if (/^\d+$/.test(text) && value >= minimum) return value;
  throw new Error(
    `The property ${name} is ${text === '' ? 'not set' : `"${text}"`}: give a whole number from ${minimum}.`,
  );
}
