/** Finds a box of a wiring by its name, or by the arrow that leads to it. */
import type { DeliveryStreamWiring, FunctionWiring, TableWiring, Wiring } from './wiring';

export function functionOf({ functions }: Pick<Wiring, 'functions'>, name: string): FunctionWiring | undefined {
  return functions.find((fn) => fn.name === name);
}

/** The functions that read a stream through an event source mapping. */
export function readersOf(
  { mappings, functions }: Pick<Wiring, 'mappings' | 'functions'>,
  streamName: string,
): readonly FunctionWiring[] {
  const names = mappings.filter((mapping) => mapping.streamName === streamName).map((mapping) => mapping.functionName);
  return functions.filter(({ name }) => names.includes(name));
}

/** The Glue table that a Parquet conversion takes its columns from. */
export function tableOf(
  tables: readonly TableWiring[],
  parquet: DeliveryStreamWiring['parquet'],
): TableWiring | undefined {
  return tables.find(({ database, name }) => database === parquet?.database && name === parquet.table);
}
