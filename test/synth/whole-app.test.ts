/** The whole app synthesises as with `cdk synth`, bundles included. */
import { execFile } from 'node:child_process';
import { existsSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { pathToFileURL } from 'node:url';
import { promisify } from 'node:util';
import { readWiring } from '../../local/aws/template/read-wiring';

const run = promisify(execFile);
const ROOT = join(__dirname, '../..');
const folder = mkdtempSync(join(tmpdir(), 'tripstream-synth-'));
const assembly = (stage: string) => join(folder, stage);

afterAll(() => rmSync(folder, { recursive: true }));

describe.each(['dev', 'prod'])('the whole app of %s', (stage) => {
  it('synthesises with everything bundled, and no check finds anything', async () => {
    const { stdout, stderr } = await run(
      process.execPath,
      [
        require.resolve('aws-cdk/bin/cdk'),
        'synth',
        '--quiet',
        '--no-notices',
        ...['--context', `stage=${stage}`, '--output', assembly(stage)],
      ],
      // The app does not get Jest's variables, and must send nothing away from this machine.
      { cwd: ROOT, env: { PATH: process.env.PATH, HOME: process.env.HOME, CDK_DISABLE_CLI_TELEMETRY: 'true' } },
    );
    expect(`${stdout}${stderr}`).toContain(`Successfully synthesized to ${assembly(stage)}`);
    expect(`${stdout}${stderr}`).not.toMatch(/WARNING|ERROR|CloudFormation Validate/);
  });

  it('imports each built function as Lambda does, from an ES module', async () => {
    const script = join(folder, 'import.mjs');
    // Not `node -e`: its scope has a `require`, which would hide a missing one.
    writeFileSync(script, 'const { handler } = await import(process.argv[2]); console.log(typeof handler);');
    // Our bundled functions only: the CDK's own functions use the runtime's SDK.
    const bundled = readWiring(assembly(stage)).functions.filter(({ assetDirectory }) =>
      existsSync(bundle(assetDirectory)),
    );
    expect(bundled.map(({ name }) => name).sort()).toEqual([
      'index-statistics',
      'search-setup',
      'studio-deployment',
      'studio-runner',
      'transform',
    ]);
    for (const { assetDirectory, environment } of bundled) {
      const { stdout } = await run(process.execPath, [script, pathToFileURL(bundle(assetDirectory)).href], {
        env: {
          PATH: process.env.PATH,
          // Only a deployment knows it.
          SEARCH_ENDPOINT: 'https://search.invalid',
          ...environment,
          AWS_EXECUTION_ENV: 'AWS_Lambda_nodejs24.x',
          AWS_REGION: 'us-east-1',
        },
      });
      expect(stdout.trim().split('\n').at(-1)).toBe('function');
    }
  });
});

function bundle(assetDirectory: string): string {
  return join(assetDirectory, 'index.mjs');
}
