/** Breaks the rules of .dependency-cruiser.cjs in a made-up tree; checks what no rule can see. */
import { execFileSync } from 'node:child_process';
import { mkdirSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { filesIn, ROOT } from '../support/project-files';

const DEPCRUISE = path.join(ROOT, 'node_modules/dependency-cruiser/bin/dependency-cruise.mjs');

type Tree = Readonly<Record<string, string>>;

/** A tree that keeps all rules: commands and functions reach every file, with inward imports. */
const SOUND: Tree = {
  'bin/start.ts': `import '../local/run/run'; import '../local/board/board'; import '../producer/run';`,
  'local/board/board.ts': `import type { Run } from '../run/run'; export type Board = Run;`,
  'local/run/run.ts': `import '../aws/kinesis/put'; import '../../telemetry/trip'; export type Run = string;`,
  'local/aws/kinesis/put.ts': 'export type Put = string;',
  'producer/run.ts': `export type { Trip } from '../telemetry/trip';`,
  'telemetry/trip.ts': `import 'csv-parse/sync'; export type Trip = string;`,
  'lambda/first/index.ts': `import type { Answer } from './contract'; export const handler = (): Answer => '';`,
  'lambda/first/contract.ts': 'export type Answer = string;',
  'lambda/second/index.ts': `import type { Answer } from '../first/contract'; export const handler = (a: Answer) => a;`,
  'test/support/fake.ts': 'export const fake = 1;',
};

/** Files that break a rule each. */
const BREAKS: Tree = {
  'local/run/hen.ts': `import type { Egg } from './egg'; export type Hen = Egg;`,
  'local/run/egg.ts': `import type { Hen } from './hen'; export type Egg = Hen;`,
  'telemetry/upward.ts': `export * from '../producer/run';`,
  'local/aws/kinesis/product.ts': `import { type Run } from '../../run/run'; export type Product = Run;`,
  'lambda/second/neighbour.ts': `import { handler } from '../first/index'; export const other = handler;`,
  'local/run/dynamic.ts': `export const open = () => import('../board/board');`,
  'local/run/required.ts': `export const fake = require('../../test/support/fake');`,
  'lambda/second/contract.ts': `import type { Construct } from 'constructs'; export type Given = Construct;`,
  'telemetry/file.ts': `import 'node:fs';`,
  'cloud/new.ts': `import '../telemetry/trip';`,
};

interface Result {
  readonly summary: {
    readonly violations: readonly { readonly rule: { readonly name: string }; readonly from: string }[];
  };
}

/** Runs dependency-cruiser on a tree. Each violation comes with the file that breaks the rule. */
function violationsIn(tree: Tree): readonly string[] {
  const folder = mkdtempSync(path.join(tmpdir(), 'tripstream-arrows-'));
  try {
    const csvParse = { 'node_modules/csv-parse/sync.js': '', 'package.json': '{"dependencies":{"csv-parse":"*"}}' };
    for (const [file, text] of Object.entries({ ...tree, ...csvParse })) {
      mkdirSync(path.join(folder, path.dirname(file)), { recursive: true });
      writeFileSync(path.join(folder, file), text);
    }
    const flags = ['--config', path.join(ROOT, '.dependency-cruiser.cjs'), '--output-type', 'json', '.'];
    const output = execFileSync(process.execPath, [DEPCRUISE, ...flags], { cwd: folder, encoding: 'utf8' });
    const { violations } = (JSON.parse(output) as Result).summary;
    return violations.map(({ rule, from }) => `${rule.name}: ${from}`);
  } finally {
    rmSync(folder, { recursive: true });
  }
}

describe('the rules of .dependency-cruiser.cjs', () => {
  const SLOW = 60_000;

  it(
    'find nothing in a sound house',
    () => {
      expect(violationsIn(SOUND)).toEqual([]);
    },
    SLOW,
  );

  it(
    'find every arrow that is not allowed, however it is written',
    () => {
      const found = violationsIn({ ...SOUND, ...BREAKS }).filter((line) => !line.startsWith('in-use'));
      expect([...found].sort()).toEqual([
        'contracts-are-bare: lambda/second/contract.ts',
        'imports-of lambda/*/: lambda/second/neighbour.ts',
        'imports-of local/aws/*/: local/aws/kinesis/product.ts',
        'imports-of local/run/: local/run/dynamic.ts',
        'imports-of local/run/: local/run/required.ts',
        'imports-of telemetry/: telemetry/upward.ts',
        'known-folder: cloud/new.ts',
        'no-cycle: local/run/egg.ts',
        'no-test-in-production: local/run/required.ts',
        'resolvable: lambda/second/contract.ts',
        'telemetry-is-pure: telemetry/file.ts',
      ]);
    },
    SLOW,
  );

  it(
    'find the file that no command and no function leads to',
    () => {
      expect(violationsIn({ ...SOUND, 'telemetry/forgotten.ts': 'export const FORGOTTEN = 1;' })).toEqual([
        'in-use: telemetry/forgotten.ts',
      ]);
    },
    SLOW,
  );
});

const sources = (folder: string) =>
  filesIn(folder, /\.ts$/).map((file) => [file, readFileSync(path.join(ROOT, file), 'utf8')] as const);

it('has no type written as import(…), which the rules would not see', () => {
  const hidden = sources('.').filter(([, code]) => /(\btypeof|[:<|&=])\s*import\(\s*'\./.test(code));
  expect(hidden.map(([file]) => file)).toEqual([]);
});

it('keeps the telemetry free of clocks, chance and the environment', () => {
  const impure = sources('telemetry').filter(([, code]) =>
    /Date\.now|new Date\(\)|process\.env|Math\.random|console\./.test(code),
  );
  expect(impure.map(([file]) => file)).toEqual([]);
});
