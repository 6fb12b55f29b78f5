import { readdirSync, readFileSync } from 'node:fs';
import path from 'node:path';

const ROOT = path.resolve(__dirname, '../..');

/** What each folder may import of ours, beside itself. */
const ALLOWED: Readonly<Record<string, readonly string[]>> = {
  telemetry: [],
  producer: ['telemetry'],
  dashboards: ['telemetry'],
  lambda: ['telemetry', 'flink-sql', 'dashboards'],
  'flink-sql': ['telemetry'],
  'athena-sql': [],
  local: ['telemetry', 'flink-sql', 'athena-sql', 'dashboards'],
  lib: ['telemetry', 'flink-sql', 'athena-sql', 'lambda/bundling'],
  bin: ['lib'],
  cloud: ['telemetry', 'lib'],
  samples: [],
};

function* sources(folder: string): Generator<string> {
  for (const entry of readdirSync(path.join(ROOT, folder), { withFileTypes: true })) {
    const file = path.join(folder, entry.name);
    if (entry.isDirectory()) yield* sources(file);
    else if (file.endsWith('.ts')) yield file;
  }
}

const importsOf = (file: string) =>
  [...readFileSync(path.join(ROOT, file), 'utf8').matchAll(/(?:from|import|import\(|require\()\s*'([^']+)'/g)].map(
    ([, target = '']) => target,
  );

describe.each(Object.entries(ALLOWED))('%s', (folder, allowed) => {
  const files = [...sources(folder)];

  it('imports inward only', () => {
    expect(files.length).toBeGreaterThan(0);
    const outward = files.flatMap((file) =>
      importsOf(file)
        .filter((target) => target.startsWith('.'))
        .map((target) => path.join(path.dirname(file), target))
        .filter((target) => ![folder, ...allowed].some((inner) => target === inner || target.startsWith(`${inner}/`)))
        .map((target) => `${file} imports ${target}`),
    );
    expect(outward).toEqual([]);
  });
});

it('keeps the telemetry free of SDKs, clocks and the environment', () => {
  const impure = [...sources('telemetry')].filter((file) => {
    const code = readFileSync(path.join(ROOT, file), 'utf8');
    return /@aws|aws-cdk|Date\.now|new Date\(\)|process\.env|Math\.random|console\./.test(code);
  });
  expect(impure).toEqual([]);
});
