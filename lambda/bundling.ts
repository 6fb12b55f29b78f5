/** How every function is bundled, named as in esbuild: used by the CDK, by the tests and by the benchmark alike. */
export const BUNDLING = {
  format: 'esm',
  /** The bundle also runs on one machine, where Node 20 is what the project asks for. */
  target: 'node20',
  /** The SDK's ES modules, not its CommonJS ones: they can be shaken, 300 KB in place of 450. */
  mainFields: ['module', 'main'],
  minify: true,
  /** X-Ray's core is CommonJS and calls `require` at run time, which an ES module does not have. */
  banner: "import { createRequire } from 'node:module'; const require = createRequire(import.meta.url);",
} as const;
