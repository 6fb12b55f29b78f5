/** The result of an invocation: the function's answer, or an error in Lambda's words. */

export interface InvocationError {
  /**
   * Lambda's name for the error: `Sandbox.Timedout`, `Runtime.ExitError`, or the name of the thrown
   * error.
   */
  readonly errorType: string;
  readonly errorMessage: string;
  /** Stack of the thrown error, a line per entry. */
  readonly trace?: readonly string[];
}

export type InvocationResult =
  | { readonly ok: true; readonly requestId: string /** The answer, from its JSON. */; readonly value: unknown }
  | { readonly ok: false; readonly requestId: string; readonly error: InvocationError };

/** What an event source mapping invokes. */
export interface Invocable {
  readonly arn: string;
  /**
   * Never rejects: a timeout, a crash and a thrown error are results.
   * @param payload the event as JSON.
   */
  invoke(payload: string): Promise<InvocationResult>;
}

/** Limit of the request and of the response of a synchronous invocation (Lambda quotas). */
export const MAX_PAYLOAD_BYTES = 6 * 1024 * 1024;

export function timedOut(seconds: number): InvocationError {
  return { errorType: 'Sandbox.Timedout', errorMessage: `Task timed out after ${seconds.toFixed(2)} seconds` };
}

/** The process ended by itself: it called `process.exit` or had nothing left to wait for. */
export function exited(code: number): InvocationError {
  const reason = code === 0 ? 'exited without providing a reason' : `exited with error: exit status ${code}`;
  return { errorType: 'Runtime.ExitError', errorMessage: `Runtime ${reason}` };
}

/** The process was ended by a signal that nobody here sent. */
export function killed(signal: NodeJS.Signals): InvocationError {
  const name = SIGNAL_NAMES[signal] ?? signal;
  return { errorType: 'Runtime.ExitError', errorMessage: `Runtime exited with error: signal: ${name}` };
}

/** Signals as Lambda names them, which are Go's names. */
const SIGNAL_NAMES: Partial<Record<NodeJS.Signals, string>> = {
  SIGABRT: 'aborted',
  SIGKILL: 'killed',
  SIGSEGV: 'segmentation fault',
  SIGTERM: 'terminated',
};

export function outOfMemory(memoryMiB: number): InvocationError {
  return {
    errorType: 'Runtime.OutOfMemory',
    errorMessage: `Runtime exited: the JavaScript heap reached the function's memory limit of ${memoryMiB} MB`,
  };
}

/** The process could not be started. */
export function unstarted(error: Error): InvocationError {
  return { errorType: 'Runtime.ExitError', errorMessage: `Runtime could not be started: ${error.message}` };
}

export function tooLarge(what: 'Request' | 'Response', bytes: number): InvocationError {
  return {
    errorType: what === 'Request' ? 'RequestEntityTooLargeException' : 'Function.ResponseSizeTooLarge',
    errorMessage: `${what} payload of ${bytes} bytes exceeds the maximum of ${MAX_PAYLOAD_BYTES} bytes`,
  };
}

export const STOPPED: InvocationError = { errorType: 'Sandbox.Stopped', errorMessage: 'The function was stopped' };
