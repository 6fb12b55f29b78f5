/** What a check is, and how a check that cannot run reports that. */
import { explain, isDenied, missingAction } from '../../common/calling/aws-error';

/** What a check found, and what to do about it. */
export type CheckResult =
  | { readonly status: 'ok'; readonly found: string }
  | { readonly status: 'warn' | 'fail'; readonly found: string; readonly remedy: string };

export interface Check<Given> {
  /** What the check examines, in a few words. */
  readonly title: string;
  /** IAM actions that the check calls. */
  readonly needs: readonly string[];
  /** @throws what the SDK throws */
  readonly run: (given: Given) => CheckResult | Promise<CheckResult>;
}

/** The result of a check under the check's title. */
export type Finding = CheckResult & { readonly title: string };

export const ok = (found: string): CheckResult => ({ status: 'ok', found });
/** For what may make a deployment fail. */
export const warn = (found: string, remedy: string): CheckResult => ({ status: 'warn', found, remedy });
/** For what makes a deployment fail. */
export const fail = (found: string, remedy: string): CheckResult => ({ status: 'fail', found, remedy });

/** Runs a check. A check that cannot run warns: what it examines may well be in order. */
export async function examine<Given>({ title, needs, run }: Check<Given>, given: Given): Promise<Finding> {
  try {
    return { title, ...(await run(given)) };
  } catch (error) {
    return { title, ...describeFailure(error, needs) };
  }
}

function describeFailure(error: unknown, needs: readonly string[]): CheckResult {
  if (isDenied(error)) {
    const actions = missingAction(error) ?? needs.join(', ');
    return warn(
      `cannot check: needs ${actions}`,
      `Allow ${actions}, or have somebody with that permission run the doctor.`,
    );
  }
  const reason = error instanceof Error ? `${error.name}: ${error.message.split('\n', 1)[0]}` : String(error);
  return warn(`cannot check: ${reason}`, explain(error) ?? 'Run the doctor again.');
}
