/** Globals that Vega's scripts set. */

declare const vega: Omit<typeof import('vega'), 'read'> & {
  /** Runs Vega's expressions without compiling them to code, which the page's policy forbids. */
  readonly expressionInterpreter: typeof import('vega-interpreter').expressionInterpreter;
  // Vega's own types leave this out, and allow `read` no rows that are parsed already.
  defaultLocale(): import('vega').LocaleFormatters;
  read(data: unknown, schema: import('vega').Format): object[];
};
declare const vegaLite: typeof import('vega-lite');
