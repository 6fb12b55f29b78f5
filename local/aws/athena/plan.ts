/** Reads from DuckDB's plan which files a query will read. */

/** One scan of a table's files. */
export interface Scan {
  /** Condition on the partition keys that left files out. Absent when no file was left out. */
  readonly filter?: string;
}

interface PlanNode {
  readonly extra_info?: Readonly<Record<string, unknown>>;
  readonly children?: readonly PlanNode[];
}

/** @param json the answer of `EXPLAIN (FORMAT json)`: an array of nodes. */
export function findScans(json: string): readonly Scan[] {
  return (JSON.parse(json) as PlanNode[]).flatMap(findScansBelow);
}

function findScansBelow({ extra_info: info = {}, children = [] }: PlanNode): Scan[] {
  const below = children.flatMap(findScansBelow);
  if (!/^(READ_PARQUET|PARQUET_SCAN)/.test(String(info.Function ?? ''))) return below;
  const filter = info['File Filters'];
  return [...below, typeof filter === 'string' ? { filter: joinConditions(filter) } : {}];
}

/** Joins conditions with AND. DuckDB writes them side by side: `(day = 2)(vendor_id = '1')`. */
function joinConditions(filters: string): string {
  return filters.replace(/\)(?=[A-Za-z_("])/g, ') AND ');
}
