/** Makes the cloud assembly as `cdk synth` does, without the CLI and its 5 s of validation. */
import { spawn } from 'node:child_process';
import { readFileSync } from 'node:fs';
import { join, resolve } from 'node:path';

const ROOT = join(__dirname, '../../..');

/** Lines of a failed synthesis that are shown: enough for the message and where it came from. */
const TAIL_LINES = 20;

/**
 * Runs the CDK app in a process of its own, with its functions bundled.
 * @param outdir folder to write the assembly to
 * @param stage as in `cdk synth -c stage=…`
 * @throws Error with the end of the app's output when it fails
 */
export async function synthesise(outdir: string, stage: string): Promise<void> {
  const output: string[] = [];
  // The command of cdk.json's `app`, without the npm script around it.
  const child = spawn(process.execPath, ['--import', 'tsx', 'bin/tripstream.ts'], {
    cwd: ROOT,
    env: {
      ...process.env,
      CDK_OUTDIR: resolve(outdir),
      CDK_CONTEXT_JSON: JSON.stringify(contextFor(stage)),
      CDK_VALIDATION: 'false',
    },
    stdio: ['ignore', 'pipe', 'pipe'],
  });
  for (const stream of [child.stdout, child.stderr]) stream.on('data', (data) => output.push(String(data)));
  const code = await new Promise<number | null>((done, fail) => child.on('error', fail).on('close', done));
  if (code === 0) return;
  const tail = output.join('').trimEnd().split('\n').slice(-TAIL_LINES).join('\n');
  throw new Error(`The CDK app did not synthesise stage ${stage} (exit code ${code}):\n${tail}`);
}

/** Flags that the CLI would read from cdk.json, the stage, and the paths that name resources. */
function contextFor(stage: string) {
  const { context } = JSON.parse(readFileSync(join(ROOT, 'cdk.json'), 'utf8')) as { context: Record<string, unknown> };
  return { ...context, stage, 'aws:cdk:enable-path-metadata': true };
}
