/** The project's own CDK app and CLI, run as a person runs them, but outside of the project's folder. */
import { readFileSync } from 'node:fs';
import path from 'node:path';
import cdkJson from '../../cdk.json';
import { checkReferences } from './assembly';
import { runCommand } from './command';
import { ACCOUNT, childEnvironment, REGION } from './environment';
import { REMEDY } from './without';

const ROOT = path.resolve(__dirname, '../..');

const SYNTH_LIMIT_S = 120;
/** 30 s here. ministack waits an hour for a custom resource whose function says nothing. */
const CLI_LIMIT_S = 300;

/**
 * Synthesises test/deploy/app.ts with its functions bundled.
 * @returns what the app says it is less
 * @throws Error with the end of what it said when it fails
 */
export async function synthesise(assembly: string, folder: string): Promise<string> {
  const { stdout } = await runCommand('The CDK app', process.execPath, ['--import', 'tsx', 'test/deploy/app.ts'], {
    cwd: ROOT,
    env: {
      ...childEnvironment(folder),
      CDK_OUTDIR: assembly,
      CDK_CONTEXT_JSON: JSON.stringify({ ...cdkJson.context, 'aws:cdk:enable-path-metadata': true }),
      // `npm test` validates the whole app.
      CDK_VALIDATION: 'false',
    },
    limitS: SYNTH_LIMIT_S,
  });
  checkReferences(assembly);
  return stdout;
}

/** Values by output, by stack. */
export type Outputs = Readonly<Record<string, Readonly<Record<string, string>>>>;

export interface Deployment {
  /** Names of the stacks that were made or changed. */
  readonly changed: readonly string[];
  /** Names of those of which the CLI says that there is nothing to change. */
  readonly unchanged: readonly string[];
  readonly outputs: Outputs;
}

export class Cdk {
  /**
   * @param folder where it runs and keeps its files: beside the app's own cdk.json it would write the emulator's
   * availability zones into cdk.context.json
   */
  constructor(
    private readonly assembly: string,
    private readonly folder: string,
    private readonly endpoint: string,
  ) {}

  async bootstrap(): Promise<void> {
    await this.run('bootstrap', `aws://${ACCOUNT}/${REGION}`);
  }

  /** @throws Error with the end of what the CLI said when a stack fails */
  async deploy(): Promise<Deployment> {
    const file = path.join(this.folder, 'outputs.json');
    const approval = ['--require-approval', 'never'];
    const said = await this.run('deploy', '--all', '--app', this.assembly, '--outputs-file', file, ...approval);
    const stacks = [...said.matchAll(/^ *✅ +(\S+)( \(no changes\))? *$/gm)];
    const named = (isUnchanged: boolean) =>
      stacks.filter(([, , mark]) => (mark !== undefined) === isUnchanged).map(([, name = '']) => name);
    return {
      changed: named(false),
      unchanged: named(true),
      outputs: JSON.parse(readFileSync(file, 'utf8')) as Outputs,
    };
  }

  private async run(...args: readonly string[]): Promise<string> {
    const cli = [require.resolve('aws-cdk/bin/cdk'), '--no-notices', ...args];
    const env = {
      ...childEnvironment(this.folder, this.endpoint),
      CDK_DISABLE_CLI_TELEMETRY: 'true',
      CI: 'true',
      NO_COLOR: '1',
    };
    try {
      const limits = { cwd: this.folder, env, limitS: CLI_LIMIT_S };
      return (await runCommand(`cdk ${args[0]}`, process.execPath, cli, limits)).said;
    } catch (error) {
      const { message } = error as Error;
      throw message.includes('Unrecognized resource types') ? new Error(`${message}\n${REMEDY}`) : error;
    }
  }
}
