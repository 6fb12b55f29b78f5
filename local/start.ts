/** What `npm start` does: streams trips through the pipeline and reports where every row went. */
import { writeFile } from 'node:fs/promises';
import path from 'node:path';
import { UserError } from '../common/cli/errors';
import { HeaderError } from '../telemetry/csv/header';
import { Board } from './board/board';
import { openInBrowser } from './board/open';
import { balances } from './run/audit/audit';
import type { Options } from './run/options';
import { auditText } from './run/report/audit-text';
import { Narrator, produceCommand } from './run/report/narrator';
import { questionsText } from './run/report/questions-text';
import { statisticsText } from './run/report/statistics-text';
import { observers, type RunResult, run } from './run/run';
import { type Shutdown, withShutdown } from './run/shutdown';
import { stayUp } from './run/stay-up';

/**
 * Does one run with its board and its report.
 * @returns the exit status: 0 for a good run, else 1
 * @throws UserError for what the user can mend, such as a file that is not a CSV of trips
 */
export async function start(options: Options): Promise<number> {
  try {
    return await withShutdown((shutdown) => runAndReport(options, shutdown));
  } catch (error) {
    throw error instanceof HeaderError ? new UserError(error.message, { cause: error }) : error;
  }
}

async function runAndReport(options: Options, shutdown: Shutdown): Promise<number> {
  const interactive = process.stdout.isTTY === true && !options.exit;
  const narrator = new Narrator(options);
  const board = options.board ? await startBoard(options, narrator, shutdown) : undefined;
  const result = await showFailure(board, () =>
    run(options, observers(board ? [narrator, board] : [narrator]), shutdown, process.stderr.isTTY === true),
  );
  narrator.audit(result, auditText(result.audit));
  if (options.report) await writeReport(options.report, result);
  if (result.analytics) process.stdout.write(statisticsText(result.analytics.statistics));
  process.stdout.write(await questionsText(result.wiring, options.state));
  narrator.finish();
  await board?.conclude(result, interactive ? `Send more: ${produceCommand(result)}` : undefined);
  if (interactive) {
    narrator.staying(result);
    if (board) narrator.board(board.url);
    await stayUp(result.runtime, options.jump);
  }
  return isGood(result) ? 0 : 1;
}

/** Starts the board before anything else, so that the user can watch the start. */
async function startBoard(options: Options, narrator: Narrator, shutdown: Shutdown): Promise<Board> {
  const files = options.files.map((file) => path.basename(file));
  const board = await Board.start({ port: options.boardPort, stage: options.stage, files });
  shutdown.add(() => board.stop());
  narrator.board(board.url, options.open ? await openInBrowser(board.url) : undefined);
  return board;
}

/** Shows an error that ends the run on the board too. */
async function showFailure(board: Board | undefined, act: () => Promise<RunResult>): Promise<RunResult> {
  try {
    return await act();
  } catch (error) {
    board?.fail(error);
    throw error;
  }
}

/**
 * True when no row is lost, no trip undelivered, and both halves agree. A dead letter whose trip
 * arrived nevertheless does not count.
 */
function isGood({ audit, analytics }: RunResult): boolean {
  return balances(audit) && audit.undelivered === 0 && (analytics?.statistics.differences.length ?? 0) === 0;
}

async function writeReport(file: string, { audit, fed, runtime, analytics }: RunResult): Promise<void> {
  const statistics = analytics ? { statistics: analytics.statistics } : {};
  const report = { ...audit, ...statistics, producer: fed.report, clock_jumps: runtime.clock.jumps };
  await writeFile(file, `${JSON.stringify(report, undefined, 2)}\n`);
  process.stdout.write(`  Report written to ${path.relative(process.cwd(), file) || file}\n`);
}
