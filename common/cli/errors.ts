/** Errors that the user of a command can mend: the command prints their message and no stack. */

/** Something outside of the program is missing or wrong. The message says what, and what to do. */
export class UserError extends Error {
  override readonly name: string = 'UserError';
  /** Exit status of the command. */
  readonly status: number = 1;
}

/** A command line that cannot be followed. The message says what to change. */
export class UsageError extends UserError {
  override readonly name: string = 'UsageError';
  override readonly status = 2;
}

/**
 * Runs work whose every failure is the user's to mend, such as a query that the user wrote.
 * @throws UserError with the message of whatever the work throws
 */
export async function mendable<T>(work: () => T | Promise<T>): Promise<T> {
  try {
    return await work();
  } catch (error) {
    if (error instanceof UserError) throw error;
    throw new UserError(error instanceof Error ? error.message : String(error), { cause: error });
  }
}
