/** Reads an `AWS::Glue::Table`. */
import type { Properties } from './properties';
import type { Resource } from './resources';
import type { ColumnWiring, TableWiring } from './wiring';

/** @returns undefined for a table that is not in a bucket, such as a view or a stream */
export function readTable({ name, properties }: Resource): TableWiring | undefined {
  const descriptor = 'TableInput.StorageDescriptor';
  const location = /^s3:\/\/([^/]+)\/?(.*)$/.exec(properties.textOr(`${descriptor}.Location`, ''));
  if (location === null) return undefined;
  const [, bucketName = '', prefix = ''] = location;
  return {
    database: properties.text('DatabaseName'),
    name,
    columns: properties.items(`${descriptor}.Columns`).map(readColumn),
    partitionKeys: properties.items('TableInput.PartitionKeys').map(readColumn),
    bucketName,
    locationPrefix: prefix === '' || prefix.endsWith('/') ? prefix : `${prefix}/`,
    parameters: partitionParameters(properties.map('TableInput.Parameters')),
  };
}

function readColumn(column: Properties): ColumnWiring {
  return { name: column.text('Name'), type: column.text('Type') };
}

function partitionParameters(all: Readonly<Record<string, string>>): Readonly<Record<string, string>> {
  return Object.fromEntries(
    Object.entries(all).filter(([name]) => name.startsWith('projection.') || name === 'storage.location.template'),
  );
}
