/** Sums the metrics that a function writes in CloudWatch's embedded metric format (EMF): a log line of JSON with `_aws`. */
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

  /** @returns whether the line was a line of metrics. */
  add(line: string): boolean {
    // A cheap look before the expensive one: most lines are logs.
    if (!line.includes('"CloudWatchMetrics"')) return false;
    const document = parse(line);
    const directives = document?._aws?.CloudWatchMetrics;
    if (document === undefined || !Array.isArray(directives)) return false;
    for (const directive of directives) this.addDirective(document, directive);
    return true;
  }

  /** Sum of a metric over everything; 0 for a metric never written. */
  total(name: string): number {
    let sum = 0;
    for (const value of this.sums.get(name)?.values() ?? []) sum += value;
    return sum;
  }

  /** Sums by dimension set, written `function=transform,reason=duration`, dimensions in order of name. */
  byDimensions(name: string): ReadonlyMap<string, number> {
    return this.sums.get(name) ?? new Map();
  }

  get names(): readonly string[] {
    return [...this.sums.keys()].sort();
  }

  private addDirective(document: EmfDocument, directive: EmfDirective): void {
    // Several sets describe the same values from several sides: the fullest one alone adds each value once.
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

/** @returns undefined for a line that is no JSON object. */
function parse(line: string): EmfDocument | undefined {
  try {
    const value: unknown = JSON.parse(line);
    return typeof value === 'object' && value !== null ? (value as EmfDocument) : undefined;
  } catch {
    return undefined;
  }
}
