/** One HTTP request, whose failure names neither its URL nor what was sent. */
import { OutOfTime } from '../clock';

export interface Answer {
  readonly status: number;
  readonly headers: Headers;
  readonly text: string;
}

export interface RequestOptions {
  /** Who is asked, and what, for messages. */
  readonly name: string;
  readonly what: string;
  /** How long an answer may take. */
  readonly longestMs: number;
  /** How long the run has. */
  readonly leftMs: number;
}

/** What was asked may have been done or not. */
export class Unanswered extends Error {
  override readonly name = 'Unanswered';
}

/** @throws Unanswered when there is no answer; OutOfTime when the run ends before one is due */
export async function request(url: string, init: RequestInit, options: RequestOptions): Promise<Answer> {
  const { name, what, longestMs, leftMs } = options;
  if (leftMs <= 0) throw new OutOfTime('The run has no time left: the next one goes on.');
  try {
    const response = await fetch(url, { ...init, signal: AbortSignal.timeout(Math.min(longestMs, leftMs)) });
    return { status: response.status, headers: response.headers, text: await response.text() };
  } catch (error) {
    if (leftMs < longestMs && (error as Error).name === 'TimeoutError')
      throw new OutOfTime('The run ended before a call was answered: the next one goes on.');
    throw new Unanswered(`${name} gave no answer to ${what} (${codeOf(error)}).`);
  }
}

/** `ECONNREFUSED`, `TimeoutError`: without the URL that other words may hold. */
function codeOf(error: unknown): string {
  const { code } = Object((error as Error).cause) as { readonly code?: string };
  return code ?? (error as Error).name;
}
