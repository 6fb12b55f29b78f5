/** Runs `npm run produce`: from the files to the stream, with its report and its signals. */
import { resolve } from 'node:path';
import type { ProducerReport } from './contract';
import { Journal } from './keep/journal';
import { Tally } from './keep/tally';
import type { Options } from './options';
import { Progress } from './progress';
import { findInputs, InputError } from './read/input';
import { renderReport } from './report';
import { Run } from './run';
import { systemClock } from './send/clock';
import { type Connection, connect } from './send/kinesis-client';
import { RefusedError } from './send/sender';

/** Milliseconds between two saves of the positions: a killed run sends again what lies between. */
const SAVE_EVERY_MS = 1_000;

/**
 * Milliseconds in which the same signal counts once: the terminal sends Ctrl-C to npm and to its
 * child, and npm passes it on.
 */
const SAME_SIGNAL_MS = 1_000;

/** Exit statuses as a shell reports them: 128 plus the signal's number. */
const SIGNAL_STATUS = { SIGINT: 130, SIGTERM: 143 } as const;
type Signal = keyof typeof SIGNAL_STATUS;

interface Ending {
  readonly signal?: Signal;
  readonly error?: string;
}

/**
 * Sends the files and reports what became of every row.
 * @returns the exit status: 0 if every trip was sent, 1 if not, 128 plus the signal's number after
 *   a signal
 */
export async function produce(options: Options): Promise<number> {
  const tally = new Tally();
  const journals: Journal[] = [];
  const startedAt = systemClock.now();
  const ending = await send(options, tally, journals);
  const report = reportOn(options, tally, journals, ending, systemClock.now() - startedAt);
  if (options.json) process.stdout.write(`${JSON.stringify(report)}\n`);
  // A run that never began has nothing to report but its error.
  else if (journals.length > 0) process.stdout.write(renderReport(report));
  if (report.error !== undefined) process.stderr.write(`${report.error}\n`);
  if (ending.signal) return SIGNAL_STATUS[ending.signal];
  return report.outcome === 'done' ? 0 : 1;
}

async function send(options: Options, tally: Tally, journals: Journal[]): Promise<Ending> {
  let connection: Connection | undefined;
  let progress: Progress | undefined;
  try {
    const inputs = await findInputs(options.files, options.source);
    connection = options.target && (await connect(options.target));
    const out = options.target && resolve(options.out);
    const log = (line: string) => (progress ? progress.log(line) : process.stderr.write(`${line}\n`));
    const reads = inputs.map(({ path }) => path);
    for (const input of inputs) journals.push(new Journal(input, { out, resume: options.resume, reads, log }));
    const run = new Run(journals, options, {
      put: connection?.put,
      tally,
      clock: systemClock,
      random: Math.random,
      log,
    });
    progress = new Progress(process.stderr, () => run.snapshot);
    return await execute(run, log);
  } catch (error) {
    if (error instanceof InputError || error instanceof RefusedError) return { error: error.message };
    throw error;
  } finally {
    progress?.stop();
    connection?.close();
  }
}

async function execute(run: Run, log: (line: string) => void): Promise<Ending> {
  let first: { readonly signal: Signal; readonly at: number } | undefined;
  const onSignal = (signal: Signal) => {
    const now = systemClock.now();
    if (!first) {
      first = { signal, at: now };
      log(`${signal}: no longer reading; waiting for the requests in flight. A second signal exits at once.`);
      run.stop();
    } else if (now - first.at > SAME_SIGNAL_MS) {
      run.save();
      process.exit(SIGNAL_STATUS[signal]);
    }
  };
  process.on('SIGINT', onSignal).on('SIGTERM', onSignal);
  const saving = setInterval(() => run.save(), SAVE_EVERY_MS);
  try {
    await run.execute();
  } finally {
    clearInterval(saving);
    process.off('SIGINT', onSignal).off('SIGTERM', onSignal);
  }
  return first ? { signal: first.signal } : {};
}

function reportOn(
  options: Options,
  tally: Tally,
  journals: readonly Journal[],
  { signal, error }: Ending,
  elapsedMs: number,
): ProducerReport {
  const counts = tally.counts(options.target === undefined);
  const complaint = error ?? (tally.hasDeadLetters ? `${counts.dead_lettered} trips were not delivered.` : undefined);
  const kept = journals.map((journal) => journal.kept);
  return {
    outcome: signal ? 'interrupted' : complaint === undefined ? 'done' : 'failed',
    ...(complaint === undefined ? {} : { error: complaint }),
    ...counts,
    elapsed_s: Math.round(elapsedMs) / 1000,
    trips_per_s: Math.round(((options.target ? counts.trips_sent : counts.rows_read) * 1000) / elapsedMs),
    rejects_files: kept.flatMap(({ rejects }) => rejects ?? []),
    dead_letter_files: kept.flatMap(({ deadLetters }) => deadLetters ?? []),
  };
}
