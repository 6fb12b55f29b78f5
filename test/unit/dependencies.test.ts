/** Checks that all dependencies are pinned, and that the AWS SDK has one version. */
import { dependencies, devDependencies } from '../../package.json';

const ALL: Readonly<Record<string, string>> = { ...dependencies, ...devDependencies };

/** Clients that are not part of every SDK release: their newest version is an older one. */
const SELDOM_PUBLISHED = ['@aws-sdk/client-kinesis-analytics-v2'];

it('are pinned to exact versions', () => {
  expect(Object.entries(ALL).filter(([, version]) => !/^\d+\.\d+\.\d+(-[\w.]+)?$/.test(version))).toEqual([]);
});

it('have one version of the AWS SDK', () => {
  const clients = Object.keys(ALL).filter((name) => name.startsWith('@aws-sdk/') && !SELDOM_PUBLISHED.includes(name));
  expect(new Set(clients.map((name) => ALL[name]))).toEqual(new Set(['3.1138.0']));
});
