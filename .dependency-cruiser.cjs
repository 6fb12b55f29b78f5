/**
 * Which folder may import which. `npm run check` holds every import against these rules;
 * docs/architecture.md shows the picture. `import type`, `import()`, `require` and re-exports count
 * alike. A type written as `import('./x').T` would not be seen, so test/unit/architecture.test.ts
 * forbids it. Files that are found by path, as a spawned command is, are not imports.
 */

/** The top-level folders. A path that begins with one of them is ours. */
const TOP = [
  'athena-sql',
  'bench',
  'bin',
  'common',
  'dashboards',
  'flink-sql',
  'lambda',
  'lib',
  'local',
  'producer',
  'samples',
  'telemetry',
  'test',
  'tools',
];

/** What two processes agree on. Everyone may import it, as it imports nothing itself. */
const CONTRACTS = ['lambda/*/contract.ts', 'lib/names.ts', 'producer/contract.ts'];

/** What every service of local/aws builds on. */
const AWS_GROUND = ['common/', 'local/aws/{aws-json,bucket,duckdb,template}/', 'local/aws/clock.ts'];

/**
 * What each room may import of ours beside itself. A file belongs to the first room that its path
 * fits. In a path, `*` is any one folder, `{a,b}` is either, and `$1` is what the room's first `*`
 * or `{}` stood for. Rooms come innermost first, so arrows point up this table.
 */
const ROOMS = [
  { room: 'common/', imports: [], because: 'it must be usable anywhere, so it knows nothing of ours' },
  { room: 'telemetry/', imports: [], because: 'what a trip is depends on nobody who carries, stores or counts trips' },
  { room: 'athena-sql/', imports: [], because: 'questions to the lake are text' },
  { room: 'samples/', imports: [], because: 'a check proves little that shares code with the data it checks' },
  { room: 'flink-sql/', imports: ['telemetry/'], because: 'the job is rendered from the catalogue alone' },
  { room: 'dashboards/', imports: ['telemetry/'], because: 'a panel is described by the statistics alone' },
  { room: 'lambda/*/contract.ts', imports: [...CONTRACTS, 'telemetry/'], because: 'both ends of a contract import it' },
  { room: 'lib/names.ts', imports: [], because: 'tools and local import it, and must load no CDK with it' },
  { room: 'producer/contract.ts', imports: [], because: 'both ends of a contract import it' },
  {
    room: 'producer/read/',
    imports: ['common/', 'telemetry/'],
    because: 'reading a file knows nothing of keeping and sending',
  },
  {
    room: 'producer/keep/',
    imports: ['common/', 'telemetry/', 'producer/read/', ...CONTRACTS],
    because: 'keeping what failed knows how rows are read, not how they are sent',
  },
  {
    room: 'producer/send/',
    imports: ['common/', 'telemetry/', 'producer/keep/'],
    because: 'sending notes what becomes of each record, and knows nothing of files and options',
  },
  {
    room: 'producer/',
    imports: ['common/', 'telemetry/'],
    because: 'the producer feeds any stream, in the cloud or here, and needs neither stacks nor functions',
  },
  {
    room: 'lambda/shared/',
    imports: ['common/', 'telemetry/'],
    because: 'every function may use it, so it knows none of them',
  },
  {
    room: 'lambda/*/',
    imports: ['lambda/$1/', 'lambda/shared/', 'common/', 'telemetry/', 'flink-sql/', 'dashboards/', ...CONTRACTS],
    because: 'functions are deployed one by one and meet only in contracts',
  },
  { room: 'lambda/', imports: [], because: 'bundling works on any function' },
  {
    room: 'lib/',
    imports: ['telemetry/', 'flink-sql/', 'athena-sql/', 'lambda/bundling.ts', ...CONTRACTS],
    because: 'stacks name handlers by path and contract, and load none of their code',
  },
  { room: 'local/engines/', imports: ['common/'], because: 'an engine is a JVM program that any project could start' },
  {
    room: 'local/aws/{aws-json,bucket,duckdb,template}/',
    imports: ['common/', 'local/aws/$1/'],
    because: 'the ground of local/aws stands on common alone',
  },
  {
    room: 'local/aws/event-source/',
    imports: [...AWS_GROUND, 'local/aws/{kinesis,function}/'],
    because: 'an event source mapping joins a stream to a function, and nothing else',
  },
  {
    room: 'local/aws/*/',
    imports: [...AWS_GROUND, 'local/aws/$1/'],
    because: 'services meet at their endpoints, as in the cloud; local/aws/runtime.ts starts them',
  },
  {
    room: 'local/aws/',
    imports: ['common/'],
    because: 'it stands for AWS and knows no trip, so that another project could take it',
  },
  {
    room: 'local/run/wiring/',
    imports: ['local/aws/template/', 'flink-sql/', ...CONTRACTS],
    because: 'a wiring is read from the template alone, whatever runs afterwards',
  },
  {
    room: 'local/run/',
    imports: ['common/', 'telemetry/', 'athena-sql/', 'flink-sql/', 'local/{aws,engines}/', ...CONTRACTS],
    because: 'a run knows AWS, the engines and the domain, but not who watches it',
  },
  {
    room: 'local/board/',
    imports: ['common/', 'telemetry/', 'dashboards/', 'local/{run,aws}/', ...CONTRACTS],
    because: 'the board shows a run, and nothing depends on being shown',
  },
  {
    room: 'local/query/',
    imports: ['common/', 'athena-sql/', 'local/{run,aws}/', ...CONTRACTS],
    because: 'a query needs the lake and no engine',
  },
  {
    room: 'local/',
    imports: ['common/', 'telemetry/'],
    because: 'local/start.ts joins a run, the board and what is printed, and leaves the rest to them',
  },
  {
    room: 'tools/docs/',
    imports: ['*/'],
    because: 'pages may be derived from anything',
  },
  {
    room: 'tools/',
    imports: ['common/', 'telemetry/', 'lib/', ...CONTRACTS],
    because: 'tools look at an account, which has stacks and contracts but no local run',
  },
];

/**
 * Makes a regular expression for paths that begin as a glob says.
 * @param captured keep what `*` and `{}` stand for, for `$1`
 */
function beginning(glob, captured = false) {
  const [open, anything] = captured ? ['(', '([^/]+)'] : ['(?:', '[^/]+'];
  const pattern = glob
    .replaceAll('.', '\\.')
    .replaceAll('*', anything)
    .replace(/\{(.*?)\}/g, (_, names) => `${open}${names.replaceAll(',', '|')})`);
  return `^${pattern}`;
}

/** Folders whose code is for development only. */
const WORKSHOP = ['bench', 'test', 'samples', 'tools/docs'];
const OURS = `^(${TOP.join('|')})/`;
const PRODUCTION = { path: OURS, pathNot: `^(${WORKSHOP.join('|')})/` };

/** Where processes begin: commands, functions, a function's runtime, the page. */
const ENTRIES = ['^bin/', '^lambda/[^/]+/index\\.ts$', '^local/aws/function/runtime\\.cjs$', '^local/board/page/'];

const roomRules = ROOMS.map(({ room, imports, because }, index) => ({
  name: `imports-of ${room}`,
  comment: `${room} may import ${['itself', ...imports].join(', ')}: ${because}.`,
  severity: 'error',
  from: {
    path: beginning(room, true),
    pathNot: ROOMS.slice(0, index).map((earlier) => beginning(earlier.room)),
  },
  to: {
    path: OURS,
    // A room of several folders, such as local/aws/*, names its own among its imports.
    pathNot: [...imports, ...(/[*{]/.test(room) ? [] : [room])].map((glob) => beginning(glob)),
  },
}));

/** @type {import('dependency-cruiser').IConfiguration} */
module.exports = {
  forbidden: [
    ...roomRules,
    {
      name: 'no-cycle',
      comment:
        'Files that import each other, even for types, can only be understood together: move what both need out.',
      severity: 'error',
      from: {},
      to: { circular: true },
    },
    {
      name: 'no-test-in-production',
      comment: 'Production code must run without tests, benches and samples. Only a command in bin may start them.',
      severity: 'error',
      from: { ...PRODUCTION, pathNot: [PRODUCTION.pathNot, '^bin/'] },
      to: { path: `^(${WORKSHOP.join('|')})/` },
    },
    {
      name: 'no-import-of-a-suite',
      comment: 'A test file that is imported runs twice: move what is shared to test/support.',
      severity: 'error',
      from: {},
      to: { path: '\\.test\\.ts$' },
    },
    {
      name: 'suites-apart',
      comment: 'Fast suites must not pull in what slow ones need.',
      severity: 'error',
      from: { path: '^test/(unit|synth|support)/' },
      to: { path: '^test/(end-to-end|deploy)/' },
    },
    {
      name: 'no-command-imported',
      comment:
        'A command reads the arguments of its process: import what it calls instead. Only its test may import it.',
      severity: 'error',
      from: { pathNot: '^test/' },
      to: { path: '^bin/' },
    },
    {
      name: 'telemetry-is-pure',
      comment:
        'What a trip is must not depend on an SDK, a file or the network: telemetry may use csv-parse and hashes alone.',
      severity: 'error',
      from: { path: '^telemetry/' },
      to: {
        dependencyTypes: ['npm', 'npm-dev', 'npm-no-pkg', 'npm-unknown', 'core'],
        pathNot: 'node_modules/csv-parse/|^crypto$',
      },
    },
    {
      name: 'contracts-are-bare',
      comment: 'Both ends of a contract import it: no package may come along, and none of Node either.',
      severity: 'error',
      from: { path: CONTRACTS.map((glob) => beginning(glob)) },
      to: { pathNot: OURS },
    },
    {
      name: 'stacks-without-sdk',
      comment: 'A template must be the same wherever it is synthesised: lib calls no service.',
      severity: 'error',
      from: { path: '^lib/' },
      to: { path: 'node_modules/@aws-sdk/' },
    },
    {
      name: 'cdk-only-in-stacks',
      comment: 'The CDK is slow to load and is in no bundle: only lib and what synthesises may import it.',
      severity: 'error',
      from: { path: OURS, pathNot: '^(bin|lib|test|tools/doctor|tools/docs)/' },
      to: { path: 'node_modules/(aws-cdk-lib|constructs|cdk-nag|cdk-preflight)/' },
    },
    {
      name: 'no-dev-dependency-in-production',
      comment:
        'Production code needs a package of `dependencies`, not of `devDependencies`. Types alone may come from there.',
      severity: 'error',
      from: PRODUCTION,
      to: { dependencyTypes: ['npm-dev'], pathNot: 'node_modules/@types/' },
    },
    {
      name: 'in-package-json',
      comment: 'A package that is there by chance is gone with the next install: list it in package.json.',
      severity: 'error',
      from: {},
      to: { dependencyTypes: ['npm-no-pkg', 'npm-unknown'] },
    },
    {
      name: 'in-use',
      comment:
        'No command and no function leads to this file: it is dead, or a test alone keeps it alive. Remove it or move it to test.',
      severity: 'error',
      from: { path: ENTRIES },
      to: { path: OURS, pathNot: [`^(${WORKSHOP.join('|')})/`, ...ENTRIES], reachable: false },
    },
    {
      name: 'known-folder',
      comment: 'Name a new top-level folder in .dependency-cruiser.cjs, with what it may import.',
      severity: 'error',
      from: { path: '^[^/]+/', pathNot: OURS },
      to: {},
    },
    {
      name: 'resolvable',
      comment: 'The import leads nowhere.',
      severity: 'error',
      from: {},
      to: { couldNotResolve: true },
    },
  ],
  options: {
    // TypeScript 7 has no API that dependency-cruiser could use; swc sees type imports too.
    parser: 'swc',
    tsPreCompilationDeps: true,
    doNotFollow: { path: ['node_modules', '^(\\.|cdk\\.out|coverage|produced)'] },
    enhancedResolveOptions: {
      exportsFields: ['exports'],
      conditionNames: ['import', 'require', 'node', 'default', 'types'],
    },
  },
};
