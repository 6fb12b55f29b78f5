/** Derives the lake's columns from the catalogue. */
import { FIELDS, type Kind } from './catalogue';

/** A column of a Glue table. */
export interface GlueColumn {
  readonly name: string;
  /** Hive type. */
  readonly type: 'string' | 'timestamp' | 'int' | 'double' | 'boolean';
  readonly comment: string;
}

const TYPES = {
  text: 'string',
  category: 'string',
  instant: 'timestamp',
  integer: 'int',
  decimal: 'double',
  flag: 'boolean',
} as const satisfies Record<Kind, GlueColumn['type']>;

/**
 * A column for each field that is not a partition key, as Firehose and Athena allow a name only
 * once.
 * @param partitionKeys names of the table's partition keys
 */
export function glueColumns(partitionKeys: readonly string[]): readonly GlueColumn[] {
  return FIELDS.filter(({ name }) => !partitionKeys.includes(name)).map(({ name, kind, unit, meaning }) => ({
    name,
    type: TYPES[kind],
    comment: unit === undefined ? meaning : `${meaning} (${unit})`,
  }));
}
