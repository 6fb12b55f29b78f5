/**
 * Configures the three suites: unit, synth and end-to-end.
 * @jest-config-loader esbuild-register
 */
import type { Config } from 'jest';

/** Packages that are published only as ES modules. Jest's loader needs them as CommonJS. */
const esModules = ['p-limit', 'yocto-queue', 'hyparquet'];

const transform: Config['transform'] = {
  '^.+\\.[jt]s$': [
    '@swc/jest',
    { jsc: { parser: { syntax: 'typescript' }, target: 'es2022' }, module: { type: 'commonjs' } },
  ],
};

const project = (name: string, options: Partial<Config> = {}) => ({
  displayName: name,
  testMatch: [`<rootDir>/test/${name}/**/*.test.ts`],
  testEnvironment: 'node',
  transform,
  transformIgnorePatterns: [`/node_modules/(?!(${esModules.join('|')})/)`],
  ...options,
});

const config: Config = {
  projects: [
    project('unit'),
    project('synth', { setupFilesAfterEnv: ['aws-cdk-lib/testhelpers/jest-autoclean'] }),
    project('end-to-end'),
  ],
  // Ends what hangs, and measures nothing: a busy machine of 2 cores synthesises for 2 minutes.
  testTimeout: 600_000,
};

export default config;
