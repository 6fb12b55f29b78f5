/** The npm scripts of the project, and the commands in bin/ that most of them run. */
import { readFileSync } from 'node:fs';
import path from 'node:path';
import type { Description } from '../../common/cli/command';

const ROOT = path.resolve(__dirname, '../..');

/** What the scripts do that run a tool of others. */
const TOOLS: Readonly<Record<string, string>> = {
  synth: 'Synthesises and checks every template (`cdk synth`).',
  deploy: 'Deploys all stacks of a stage (`cdk deploy --all`).',
  destroy: 'Deletes all stacks of a stage (`cdk destroy --all`).',
  check: 'Checks format, lint, types and imports.',
  format: 'Formats the code.',
  test: 'Runs `check` and every test but the emulated deployment.',
  hooks: 'Installs the git hooks of .githooks/.',
};

export interface NpmScript {
  readonly name: string;
  /** One sentence. */
  readonly summary: string;
  /** Path below the project's folder; undefined for a tool of others. */
  readonly file?: string;
  readonly command?: Description;
}

/**
 * Reads package.json.
 * @returns its scripts, in its order
 * @throws Error for a script that neither runs a command in bin/ nor is described here
 */
export function npmScripts(): readonly NpmScript[] {
  const { scripts } = JSON.parse(readFileSync(path.join(ROOT, 'package.json'), 'utf8')) as {
    readonly scripts: Readonly<Record<string, string>>;
  };
  return Object.entries(scripts).map(([name, line]) => {
    const file = /^node --import tsx (bin\/[\w-]+\.ts)$/.exec(line)?.[1];
    if (file === undefined) return { name, summary: describeTool(name) };
    const { command } = require(path.join(ROOT, file)) as { readonly command: Description };
    if (command.name !== name) throw new Error(`${file} calls itself ${command.name}; package.json calls it ${name}.`);
    return { name, summary: command.summary, file, command };
  });
}

function describeTool(name: string): string {
  const summary = TOOLS[name];
  if (summary === undefined) throw new Error(`Say in tools/docs/npm-scripts.ts what npm run ${name} does.`);
  return summary;
}
