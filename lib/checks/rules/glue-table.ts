/**
 * A table whose partitions Athena cannot compute answers every query with an error, or with
 * nothing.
 */
import type { Part } from '../part';
import type { Problem, Rule } from '../rule';
import type { Resource } from '../templates';

const TYPE = 'AWS::Glue::Table';
const PROJECTION_TYPES = ['enum', 'integer', 'date', 'injected'];

export const partitionKeys = ({ properties }: Resource): readonly string[] =>
  properties.at('TableInput', 'PartitionKeys').list.flatMap((key) => key.at('Name').text ?? []);

export const GLUE_TABLE_RULES: readonly Rule[] = [
  {
    id: 'table-partition-key-is-column',
    source: 'https://docs.aws.amazon.com/athena/latest/ug/partitions.html',
    type: TYPE,
    *check(table) {
      const columns = table.properties
        .at('TableInput', 'StorageDescriptor', 'Columns')
        .list.map((column) => column.at('Name').text);
      for (const key of partitionKeys(table).filter((name) => columns.includes(name)))
        yield {
          at: 'TableInput.PartitionKeys',
          message: `${key} is a partition key and also a column, so Athena refuses the table. Remove it from the columns.`,
        };
    },
  },
  {
    id: 'table-projection-invalid',
    source: 'https://docs.aws.amazon.com/athena/latest/ug/partition-projection-supported-types.html',
    type: TYPE,
    *check(table) {
      const parameters = table.properties.at('TableInput', 'Parameters');
      if (!parameters.at('projection.enabled').isTrue) return;
      for (const key of partitionKeys(table)) yield* projection(key, parameters);
    },
  },
  {
    id: 'table-location-template-mismatch',
    source: 'https://docs.aws.amazon.com/athena/latest/ug/partition-projection-setting-up.html',
    type: TYPE,
    *check(table, app) {
      const template = table.properties.at('TableInput', 'Parameters', 'storage.location.template');
      if (!template.exists) return;
      const folders = app.render(template, table.stack);
      const location = app
        .render(table.properties.at('TableInput', 'StorageDescriptor', 'Location'), table.stack)
        .replace(/\/?$/, '/');
      const at = 'TableInput.Parameters.storage.location.template';
      if (!folders.startsWith(location))
        yield { at, message: `${folders} is not below the table's location. Begin with ${location}.` };
      for (const key of partitionKeys(table).filter((name) => !folders.includes(`\${${name}}`)))
        yield { at, message: `${folders} has no \${${key}}, so Athena refuses the table. Add the folder.` };
    },
  },
  {
    id: 'table-formats-differ',
    source: 'https://docs.aws.amazon.com/firehose/latest/dev/record-format-conversion.html',
    type: TYPE,
    *check({ properties }) {
      const storage = properties.at('TableInput', 'StorageDescriptor');
      const [input, serde] = [storage.at('InputFormat').text, storage.at('SerdeInfo', 'SerializationLibrary').text];
      const isParquet = (name: string | undefined) => name?.toLowerCase().includes('parquet') ?? false;
      if (isParquet(input) !== isParquet(serde))
        yield {
          at: 'TableInput.StorageDescriptor',
          message: `InputFormat ${input} and SerializationLibrary ${serde} belong to different formats, so Athena cannot read the table. Choose one format.`,
        };
    },
  },
];

function* projection(key: string, parameters: Part): Generator<Problem> {
  const at = `TableInput.Parameters.projection.${key}`;
  const of = (part: string) => parameters.at(`projection.${key}.${part}`);
  const type = of('type').text ?? '';
  if (!PROJECTION_TYPES.includes(type)) {
    yield { at, message: `The type is ${of('type')}. Choose one of ${PROJECTION_TYPES.join(', ')}.` };
    return;
  }
  if (type === 'enum' && !of('values').text) yield { at, message: 'The values are missing. List them.' };
  if (type === 'integer') yield* integerRange(at, of('range'));
  if (type === 'date' && !(of('range').text && of('format').text))
    yield { at, message: `The range is ${of('range')} and the format is ${of('format')}. Set both for a date.` };
}

function* integerRange(at: string, range: Part): Generator<Problem> {
  const [from, to, ...more] = (range.text ?? '')
    .split(',')
    .map((bound) => (/^-?\d+$/.test(bound) ? Number(bound) : NaN));
  const isRange = from !== undefined && to !== undefined && more.length === 0 && from <= to;
  if (!isRange) yield { at, message: `The range is ${range}. Write "from,to": whole numbers, the smaller one first.` };
}
