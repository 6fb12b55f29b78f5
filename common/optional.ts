/** Optional properties under TypeScript's `exactOptionalPropertyTypes`. */

/** An object to spread: the property, or nothing if it has no value. */
export function optional<K extends string, V>(key: K, value: V | undefined): { readonly [P in K]?: V } {
  return (value === undefined ? {} : { [key]: value }) as { readonly [P in K]?: V };
}
