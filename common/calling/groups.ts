/** Divides items into the calls that a service takes. */

/** What one call may hold. */
export interface CallLimits {
  readonly items: number;
  readonly bytes: number;
}

/**
 * The items in their order, in groups of one call each.
 * @param sizeOf bytes of an item; one that is larger than a call may be gets a call of its own
 */
export function groupsOf<T>(
  items: readonly T[],
  limits: CallLimits,
  sizeOf: (item: T) => number,
): readonly (readonly T[])[] {
  const groups: T[][] = [];
  let group: T[] = [];
  let bytes = 0;
  for (const item of items) {
    const size = sizeOf(item);
    if (group.length === 0 || group.length === limits.items || bytes + size > limits.bytes) {
      group = [];
      bytes = 0;
      groups.push(group);
    }
    group.push(item);
    bytes += size;
  }
  return groups;
}
