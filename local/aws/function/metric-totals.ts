/**
 * Sums the metrics that a function writes in CloudWatch's embedded metric format (EMF): log lines
 * of JSON with a member `_aws`.
 */
interface EmfDirective {
  readonly Namespace?: string;
  readonly Dimensions?: readonly (readonly string[])[];
  readonly Metrics?: readonly { readonly Name: string }[];
}

interface EmfDocument {
  readonly [member: string]: unknown;
  readonly _aws?: { readonly CloudWatchMetrics?: readonly EmfDirective[] };
}

export class MetricTotals {
  private readonly sums = new Map<string, Map<string, number>>();

  /** @returns whether the line contains metrics. */
  add(line: string): boolean {
    // A cheap check comes first, because most lines are logs.
    if (!line.includes('"CloudWatchMetrics"')) return false;
    const document = parse(line);
    const directives = document?._aws?.CloudWatchMetrics;
    if (document === undefined || !Array.isArray(directives)) return false;
    for (const directive of directives) this.addDirective(document, directive);
    return true;
  }

  /** Sum of a metric over all dimensions. 0 for a metric that was never written. */
  total(name: string): number {
    let sum = 0;
    for (const value of this.sums.get(name)?.values() ?? []) sum += value;
    return sum;
  }

  /**
   * Sums by dimension set, such as `function=transform,reason=duration`. Dimensions are in order of
   * name.
   */
  byDimensions(name: string): ReadonlyMap<string, number> {
    return this.sums.get(name) ?? new Map();
  }

  get names(): readonly string[] {
    return [...this.sums.keys()].sort();
  }

  private addDirective(document: EmfDocument, directive: EmfDirective): void {
    // Several sets may describe the same values. Only the fullest one is used, so that each value
    // counts once.
    const fullest = (directive.Dimensions ?? []).reduce((best, set) => (set.length > best.length ? set : best), []);
    const key = [...fullest]
      .sort()
      .map((name) => `${name}=${document[name]}`)
      .join(',');
    for (const { Name: name } of directive.Metrics ?? []) {
      const values = [document[name]].flat().filter((value) => typeof value === 'number');
      const sums = this.sums.get(name) ?? new Map<string, number>();
      sums.set(
        key,
        values.reduce((sum, value) => sum + value, sums.get(key) ?? 0),
      );
      this.sums.set(name, sums);
    }
  }
}

/** @returns undefined for a line that is not a JSON object. */
function parse(line: string): EmfDocument | undefined {
  try {
    const value: unknown = JSON.parse(line);
    return typeof value === 'object' && value !== null ? (value as EmfDocument) : undefined;
  } catch {
    return undefined;
  }
}
