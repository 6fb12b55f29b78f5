/** What may be repeated of the words of Flink and Zeppelin, which quote the SQL, the masking key in it. */

/** Characters of a secret that are told from chance. */
const TELLING = 8;

/** Hides a secret in a text, and any part of it: a long statement is quoted cut anywhere. */
export function hide(text: string, secret: string): string {
  if (secret === '') return text;
  const runs = new RegExp(`[A-Za-z0-9]{${TELLING},}`, 'g');
  const isPart = (run: string) => secret.includes(run) || run.includes(secret) || sharesPart(run, secret);
  return text.replace(runs, (run) => (isPart(run) ? '***' : run));
}

/** True for a run in which an end of the secret stands beside other letters. */
function sharesPart(run: string, secret: string): boolean {
  return run.includes(secret.slice(0, TELLING)) || run.includes(secret.slice(-TELLING));
}

/** An exception of Java as its stack trace opens: `org.apache.flink.table.api.ValidationException: Table exists`. */
const EXCEPTION = /^(?:Caused by: )?((?:[\w$]+\.)*[\w$]*(?:Exception|Error)(?:: .*)?)$/;

/** Characters that say what is the matter. */
const LENGTH = 300;

/** The root of a Java stack trace in one line: the last exception it names, or its first line. */
export function rootCause(trace: string, secret: string): string {
  const lines = trace.split('\n').map((line) => line.trim());
  const causes = lines.filter((line) => line.startsWith('Caused by: '));
  const line = causes.at(-1) ?? lines.find((each) => EXCEPTION.test(each)) ?? lines.find((each) => each !== '') ?? '';
  // Hidden before it is cut, as half a secret would not be found.
  return hide(line.replace(/^Caused by: /, ''), secret).slice(0, LENGTH) || 'no reason given';
}
