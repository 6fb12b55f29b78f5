/** What a check is, and how one that cannot look says so. */
import { explain, isDenied, missingAction } from '../../common/calling/aws-error';

export type Outcome =
  | { readonly status: 'ok'; readonly found: string }
  | { readonly status: 'warn' | 'fail'; readonly found: string; readonly remedy: string };

export interface Check<Given> {
  /** What is looked at, in a few words. */
  readonly title: string;
  /** IAM actions that it takes. */
  readonly needs: readonly string[];
  /** May throw what the SDK throws. */
  readonly run: (given: Given) => Outcome | Promise<Outcome>;
}

export type Result = Outcome & { readonly title: string };

export const ok = (found: string): Outcome => ({ status: 'ok', found });
/** A deployment may still work. */
export const warn = (found: string, remedy: string): Outcome => ({ status: 'warn', found, remedy });
/** A deployment would not work. */
export const fail = (found: string, remedy: string): Outcome => ({ status: 'fail', found, remedy });

/** Runs a check. One that cannot look warns: what it looks at may well be in order. */
export async function examine<Given>({ title, needs, run }: Check<Given>, given: Given): Promise<Result> {
  try {
    return { title, ...(await run(given)) };
  } catch (error) {
    return { title, ...notLooked(error, needs) };
  }
}

function notLooked(error: unknown, needs: readonly string[]): Outcome {
  if (isDenied(error)) {
    const actions = missingAction(error) ?? needs.join(', ');
    return warn(`cannot look: needs ${actions}`, `Allow ${actions}, or let somebody look who may.`);
  }
  const said = error instanceof Error ? `${error.name}: ${error.message.split('\n', 1)[0]}` : String(error);
  return warn(`cannot look: ${said}`, explain(error) ?? 'Run the doctor again.');
}
