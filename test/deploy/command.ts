/** Runs commands to their end and collects their output. */
import { type ChildProcess, spawn } from 'node:child_process';
import { areEnding, track } from './children';

export interface CommandOptions {
  readonly cwd: string;
  readonly env: NodeJS.ProcessEnv;
  /** Seconds after which it is killed. */
  readonly limitS: number;
}

/** Number of last lines that the error of a failed command shows. */
const TAIL_LINES = 25;

/**
 * Runs a command without a shell.
 * @param what what the error calls the command
 * @returns its standard output; `output` also has standard error, in the order of arrival
 * @throws Error with the end of the output when the command cannot start, fails, or takes too long
 */
export async function runCommand(
  what: string,
  command: string,
  args: readonly string[],
  { cwd, env, limitS }: CommandOptions,
): Promise<{ readonly stdout: string; readonly output: string }> {
  const child = spawn(command, args, { cwd, env, stdio: ['ignore', 'pipe', 'pipe'] });
  track(child);
  let stdout = '';
  let output = '';
  child.stdout.setEncoding('utf8').on('data', (text: string) => {
    stdout += text;
    output += text;
  });
  child.stderr.setEncoding('utf8').on('data', (text: string) => {
    output += text;
  });
  let isLate = false;
  const timer = setTimeout(() => {
    isLate = true;
    child.kill('SIGKILL');
  }, limitS * 1000);
  const ending = await endOf(child);
  clearTimeout(timer);
  if (ending === undefined) return { stdout, output };
  // This process is about to exit: wait for that.
  if (areEnding()) return new Promise(() => {});
  throw new Error(`${what} ${isLate ? `took more than ${limitS} s` : ending}:\n${tail(output)}`);
}

/** @returns how the child failed; undefined where it did not */
function endOf(child: ChildProcess): Promise<string | undefined> {
  return new Promise((resolve) => {
    child.once('error', (error) => resolve(`did not start (${error.message})`));
    child.once('close', (code, signal) => {
      if (code === 0) resolve(undefined);
      else resolve(signal === null ? `ended with code ${code}` : `was ended by ${signal}`);
    });
  });
}

function tail(text: string): string {
  const lines = text.trimEnd().split('\n');
  return lines.slice(-TAIL_LINES).join('\n');
}
