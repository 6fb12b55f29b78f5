/** Runs a command, the same way for all: parse, help or work, messages, exit status. */
import type { Command } from './command';
import { UserError } from './errors';
import type { FlagTable } from './flags';
import { helpText } from './help';
import { parseCommandLine } from './parse';

/**
 * Runs a command in this process without ending it.
 * @param argv what follows `npm run NAME --`
 * @returns the exit status: 0 for the help, 2 for a wrong command line, 1 for any other failure
 */
export async function runCommand<T extends FlagTable>(command: Command<T>, argv: readonly string[]): Promise<number> {
  try {
    const line = parseCommandLine(command.flags, argv, command.takesPositionals ?? false);
    if (!line.help) return await command.run(line);
    process.stdout.write(helpText(command));
    return 0;
  } catch (error) {
    process.stderr.write(`${describeError(error)}\n`);
    return error instanceof UserError ? error.status : 1;
  }
}

/**
 * Runs a command and ends the process with its status, where Node was started with the command's
 * file. Elsewhere, as in tests and in `npm run docs`, the file only describes the command.
 * @param file the `module` of that file
 */
export function main<T extends FlagTable>(command: Command<T>, file: NodeJS.Module): void {
  if (require.main !== file) return;
  void runCommand(command, process.argv.slice(2)).then(async (status) => {
    // A pipe takes a long text in parts; `process.exit` would drop the rest.
    await Promise.all([process.stdout, process.stderr].map(flush));
    // An open standard input or socket would keep the process alive.
    process.exit(status);
  });
}

/** Resolves when everything written so far is with the reader. */
function flush(stream: NodeJS.WriteStream): Promise<void> {
  return new Promise((done) => stream.write('', () => done()));
}

/** The message of an error that the user can mend; of any other error also where it comes from. */
function describeError(error: unknown): string {
  if (error instanceof UserError) return error.message;
  return error instanceof Error ? (error.stack ?? error.message) : String(error);
}
