/** The settings of a stage as text, for tables that people read. */
import { Duration, Size } from 'aws-cdk-lib';

/** Every single value among some settings: its text by its path, such as `search.volumeSize`. */
export function settingTexts(settings: object): ReadonlyMap<string, string> {
  return new Map(leaves(settings, []));
}

function* leaves(settings: object, above: readonly string[]): Generator<readonly [string, string]> {
  for (const [key, value] of Object.entries(settings)) {
    const path = [...above, key];
    const text = formatValue(key, value);
    if (text === undefined) yield* leaves(value, path);
    else yield [path.join('.'), text];
  }
}

/** @returns nothing for an object that holds further settings */
function formatValue(key: string, value: unknown): string | undefined {
  if (value instanceof Duration) return value.toHumanString();
  if (value instanceof Size) return formatSize(value);
  if (Array.isArray(value)) return value.join(', ');
  if (typeof value === 'object' && value !== null) return undefined;
  return key === 'logRetention' ? `${value} days` : String(value);
}

function formatSize(size: Size): string {
  const mebibytes = size.toMebibytes();
  return mebibytes % 1024 === 0 ? `${mebibytes / 1024} GiB` : `${mebibytes} MiB`;
}
