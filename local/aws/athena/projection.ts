/** Reads partition projection from a Glue table's parameters. */
import { type GlueType, glueType } from '../duckdb/column-type';
import type { TableWiring } from '../template/wiring';

/** A partition key of a table with partition projection. It decides which folders Athena sees. */
export interface ProjectedKey {
  readonly name: string;
  readonly type: GlueType;
  /** True when Athena would look for the folder `key=text`. */
  projects(text: string): boolean;
}

/**
 * Reads the partition keys from the table's `projection.*` parameters.
 * @throws Error for a table whose partitions Athena would not find, or a projection type that is
 *   not supported here.
 */
export function readProjectedKeys(table: TableWiring): readonly ProjectedKey[] {
  const { parameters, partitionKeys } = table;
  if (partitionKeys.length > 0 && parameters['projection.enabled'] !== 'true') {
    throw tableError(
      table,
      'has partition keys but not "projection.enabled" = "true": Athena would see no partitions.',
    );
  }
  return partitionKeys.map(({ name, type }) => ({
    name,
    type: glueType(type, `${table.database}.${table.name}.${name}`),
    projects: readProjection(table, name),
  }));
}

function readProjection(table: TableWiring, key: string): (text: string) => boolean {
  const type = readParameter(table, key, 'type');
  if (type === 'enum') {
    const values = new Set(
      readParameter(table, key, 'values')
        .split(',')
        .map((value) => value.trim()),
    );
    return (text) => values.has(text);
  }
  if (type === 'integer') return readIntegerProjection(table, key);
  throw tableError(table, `has projection.${key}.type = "${type}": on one machine use integer or enum.`);
}

function readIntegerProjection(table: TableWiring, key: string): (text: string) => boolean {
  const text = readParameter(table, key, 'range');
  const [first, last] = text.split(',').map(Number);
  const digits = Number(table.parameters[`projection.${key}.digits`] ?? 1);
  const interval = Number(table.parameters[`projection.${key}.interval`] ?? 1);
  if (!Number.isInteger(first) || !Number.isInteger(last) || first === undefined || last === undefined) {
    throw tableError(table, `has projection.${key}.range = "${text}": write first,last, for instance 1,12.`);
  }
  return (folder) => {
    const value = Number(folder);
    const isWritten = Number.isInteger(value) && folder === String(value).padStart(digits, '0');
    return isWritten && value >= first && value <= last && (value - first) % interval === 0;
  };
}

function readParameter(table: TableWiring, key: string, name: string): string {
  const value = table.parameters[`projection.${key}.${name}`];
  if (value === undefined) throw tableError(table, `lacks the parameter projection.${key}.${name}.`);
  return value;
}

function tableError({ database, name }: TableWiring, text: string): Error {
  return new Error(`Glue table ${database}.${name} ${text}`);
}
