/** What DuckDB's plan of a query says about the files it will read. */

/** One reading of a table's files. */
export interface Scan {
  /** A condition on the partition keys by which files were left out; absent when none were. */
  readonly filter?: string;
}

interface PlanNode {
  readonly extra_info?: Readonly<Record<string, unknown>>;
  readonly children?: readonly PlanNode[];
}

/** @param json the answer of `EXPLAIN (FORMAT json)`: an array of nodes. */
export function scansOf(json: string): readonly Scan[] {
  return (JSON.parse(json) as PlanNode[]).flatMap(scansBelow);
}

function scansBelow({ extra_info: info = {}, children = [] }: PlanNode): Scan[] {
  const below = children.flatMap(scansBelow);
  if (!/^(READ_PARQUET|PARQUET_SCAN)/.test(String(info.Function ?? ''))) return below;
  const filter = info['File Filters'];
  return [...below, typeof filter === 'string' ? { filter: joined(filter) } : {}];
}

/** DuckDB writes conditions one behind the other, `(day = 2)(vendor_id = '1')`: all of them hold. */
function joined(filters: string): string {
  return filters.replace(/\)(?=[A-Za-z_("])/g, ') AND ');
}
