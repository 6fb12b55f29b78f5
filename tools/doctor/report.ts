/** Writes the findings as text for a terminal. */
import type { Finding } from './check';
import type { Diagnosis } from './diagnosis';

const SIGNS = {
  ok: { sign: '✓', colour: 32 },
  warn: { sign: '!', colour: 33 },
  fail: { sign: '✗', colour: 31 },
} as const satisfies Readonly<Record<Finding['status'], unknown>>;

/** Indent of further lines: as wide as the sign. */
const INDENT = '  ';

/**
 * Writes the heading, a line for each finding, and a summary.
 * @param colours true for a terminal
 */
export function renderDiagnosis({ stage, account, region, results }: Diagnosis, colours: boolean): string {
  const heading = [`Stage ${stage}`, account && `account ${account}`, region && `region ${region}`];
  const width = Math.max(...results.map(({ title }) => title.length));
  const lines = results.map((result) => renderResult(result, width, colours));
  return `${heading.filter(Boolean).join(', ')}\n\n${lines.join('\n')}\n\n${summary(stage, results)}\n`;
}

function renderResult(result: Finding, width: number, colours: boolean): string {
  const { sign, colour } = SIGNS[result.status];
  const mark = colours ? `\u001b[${colour}m${sign}\u001b[0m` : sign;
  const [first = '', ...more] = result.found.split('\n');
  const below = [...more, ...(result.status === 'ok' ? [] : result.remedy.split('\n').map((line) => `→ ${line}`))];
  return [`${mark} ${result.title.padEnd(width)}  ${first}`, ...below.map((line) => `${INDENT}${line}`)].join('\n');
}

function summary(stage: string, results: readonly Finding[]): string {
  const count = (status: Finding['status']) => results.filter((result) => result.status === status).length;
  const advice = hasFailed(results)
    ? 'Fix what failed before you deploy.'
    : `To deploy: npm run deploy -- -c stage=${stage}`;
  return `${count('ok')} in order, ${count('warn')} to check, ${count('fail')} failed. ${advice}`;
}

/** True when a check failed. Warnings do not count: a deployment may still work. */
export function hasFailed(results: readonly Finding[]): boolean {
  return results.some(({ status }) => status === 'fail');
}
