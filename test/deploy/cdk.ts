/** Runs the project's CDK app and CLI as a person does, but outside the project's folder. */
import { readFileSync } from 'node:fs';
import path from 'node:path';
import cdkJson from '../../cdk.json';
import { checkReferences } from './assembly';
import { runCommand } from './command';
import { ACCOUNT, childEnvironment, REGION } from './environment';
import { REMEDY } from './without';

const ROOT = path.resolve(__dirname, '../..');

/** Synthesis takes 15 s on an idle machine, and took over 120 s on a busy one. */
const SYNTH_LIMIT_S = 600;

/**
 * A deployment takes 30 s on an idle machine. Without a limit, ministack would wait an hour for a
 * custom resource whose function does not answer.
 */
const CLI_LIMIT_S = 900;

/**
 * Synthesises test/deploy/app.ts with its functions bundled.
 * @returns the differences from the app of dev that it reports
 * @throws Error with the end of its output when it fails
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

/** Values of the stacks' outputs: by stack, then by output. */
export type Outputs = Readonly<Record<string, Readonly<Record<string, string>>>>;

export interface Deployment {
  /** Names of the stacks that were created or changed. */
  readonly changed: readonly string[];
  /** Names of the stacks for which the CLI reports no changes. */
  readonly unchanged: readonly string[];
  readonly outputs: Outputs;
}

export class Cdk {
  /**
   * @param folder where the CLI runs and keeps its files. Beside the app's cdk.json it would write
   * the emulator's
   * availability zones into cdk.context.json.
   */
  constructor(
    private readonly assembly: string,
    private readonly folder: string,
    private readonly endpoint: string,
  ) {}

  async bootstrap(): Promise<void> {
    await this.run('bootstrap', `aws://${ACCOUNT}/${REGION}`);
  }

  /**
   * Deploys all stacks.
   * @throws Error with the end of the CLI's output when a stack fails
   */
  async deploy(): Promise<Deployment> {
    const file = path.join(this.folder, 'outputs.json');
    const approval = ['--require-approval', 'never'];
    const output = await this.run('deploy', '--all', '--app', this.assembly, '--outputs-file', file, ...approval);
    const stacks = [...output.matchAll(/^ *✅ +(\S+)( \(no changes\))? *$/gm)];
    const byMark = (isUnchanged: boolean) =>
      stacks.filter(([, , mark]) => (mark !== undefined) === isUnchanged).map(([, name = '']) => name);
    return {
      changed: byMark(false),
      unchanged: byMark(true),
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
      return (await runCommand(`cdk ${args[0]}`, process.execPath, cli, limits)).output;
    } catch (error) {
      const { message } = error as Error;
      throw message.includes('Unrecognized resource types') ? new Error(`${message}\n${REMEDY}`) : error;
    }
  }
}
