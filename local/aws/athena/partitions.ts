/** Finds a table's partitions in the bucket's folder. */
import { readdirSync } from 'node:fs';
import path from 'node:path';
import type { TableWiring } from '../template/wiring';
import type { ProjectedKey } from './projection';

/** A partition that has a folder and is within the projection. */
export interface Partition {
  /** Values from the folders' names, in the order of the table's keys: `2016`, `01`, … */
  readonly values: readonly string[];
  /** Absolute paths of its objects. */
  readonly files: readonly string[];
}

/** One level of folders below the bucket: a fixed name, or `key=value` for a partition key. */
type Level = { readonly folder: string } | { readonly key: ProjectedKey };

/**
 * Reads the levels from `storage.location.template`, or takes Hive's layout where there is none.
 * @throws Error for a template that does not follow Hive's form, because DuckDB reads partition
 *   values from `key=value` folders.
 */
export function readLocationLevels(table: TableWiring, keys: readonly ProjectedKey[]): readonly Level[] {
  const hive = `${table.locationPrefix}${keys.map(({ name }) => `${name}=\${${name}}/`).join('')}`;
  const template = table.parameters['storage.location.template'];
  const location = template === undefined ? hive : template.replace(/^s3:\/\/[^/]+\//, '');
  const levels = location
    .split('/')
    .filter(Boolean)
    .map((name): Level => {
      const key = keys.find((each) => name === `${each.name}=\${${each.name}}`);
      if (!key && name.includes('$')) throw notHiveError(table, location);
      return key ? { key } : { folder: name };
    });
  const named = levels.flatMap((level) => ('key' in level ? [level.key] : []));
  if (named.length !== keys.length || named.some((key, at) => key !== keys[at])) throw notHiveError(table, location);
  return levels;
}

/**
 * Finds the partitions with at least one object, in the order of their folders' names.
 * @param root the bucket's folder.
 */
export function findPartitions(root: string, levels: readonly Level[]): readonly Partition[] {
  let found: { folder: string; values: readonly string[] }[] = [{ folder: root, values: [] }];
  for (const level of levels) {
    found = found.flatMap(({ folder, values }) =>
      'folder' in level
        ? [{ folder: path.join(folder, level.folder), values }]
        : findPartitionFolders(folder, level.key).map(({ name, value }) => ({
            folder: path.join(folder, name),
            values: [...values, value],
          })),
    );
  }
  return found
    .map(({ folder, values }) => ({ values, files: listObjects(folder) }))
    .filter(({ files }) => files.length > 0);
}

function findPartitionFolders(folder: string, key: ProjectedKey): { name: string; value: string }[] {
  return listEntries(folder).flatMap((entry) => {
    const [name, value] = entry.name.split(/=(.*)/s);
    const isPartition = entry.isDirectory() && name === key.name && value !== undefined && key.projects(value);
    return isPartition ? [{ name: entry.name, value }] : [];
  });
}

/** Athena skips objects whose names begin with a dot or an underscore. */
function listObjects(folder: string): readonly string[] {
  const files = listEntries(folder).filter((entry) => entry.isFile() && !/^[._]/.test(entry.name));
  return files.map(({ name }) => path.join(folder, name));
}

function listEntries(folder: string) {
  try {
    return readdirSync(folder, { withFileTypes: true }).sort((a, b) => (a.name < b.name ? -1 : 1));
  } catch (error) {
    if ((error as NodeJS.ErrnoException).code === 'ENOENT') return [];
    throw error;
  }
}

function notHiveError(table: TableWiring, location: string): Error {
  return new Error(
    `Glue table ${table.database}.${table.name}: the location template "${location}" must name each partition key once, ` +
      'in order, as a Hive folder of its own: the key, "=", and the key again as a placeholder.',
  );
}
