/** `npm start`: streams files of trips through the whole pipeline on this machine and says where every trip went. */
import { writeFile } from 'node:fs/promises';
import path from 'node:path';
import { HeaderError } from '../telemetry/csv/header';
import { Board } from './board/board';
import { openInBrowser } from './board/open';
import { BoardError } from './board/server';
import { balances } from './run/audit/audit';
import { HELP, type Options, readOptions, UsageError } from './run/options';
import { auditText } from './run/report/audit-text';
import { Narrator, produceCommand } from './run/report/narrator';
import { questionsText } from './run/report/questions-text';
import { statisticsText } from './run/report/statistics-text';
import { FeedError, observers, type RunResult, run } from './run/run';
import { Shutdown } from './run/shutdown';
import { StateError } from './run/state';
import { stayUp } from './run/stay-up';

/** Errors that are the user's to mend: their message says how, a stack would only hide it. */
const PLAIN = [UsageError, BoardError, FeedError, StateError, HeaderError];

async function main(): Promise<number> {
  const options = readOptions(process.argv.slice(2), process.env.INIT_CWD ?? process.cwd());
  if (options.help) {
    process.stdout.write(HELP);
    return 0;
  }
  const shutdown = new Shutdown();
  shutdown.install();
  try {
    return await tell(options, shutdown);
  } finally {
    await shutdown.stop();
  }
}

async function tell(options: Options, shutdown: Shutdown): Promise<number> {
  const interactive = process.stdout.isTTY === true && !options.exit;
  const narrator = new Narrator(options);
  const board = options.board ? await startBoard(options, narrator, shutdown) : undefined;
  const result = await watched(board, () =>
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

/** The board is there before anything else, so that one can watch the start. */
async function startBoard(options: Options, narrator: Narrator, shutdown: Shutdown): Promise<Board> {
  const files = options.files.map((file) => path.basename(file));
  const board = await Board.start({ port: options.boardPort, stage: options.stage, files });
  shutdown.add(() => board.stop());
  narrator.board(board.url, options.open ? await openInBrowser(board.url) : undefined);
  return board;
}

/** What ends a run is told on its board too. */
async function watched(board: Board | undefined, act: () => Promise<RunResult>): Promise<RunResult> {
  try {
    return await act();
  } catch (error) {
    board?.fail(error);
    throw error;
  }
}

/** Nothing lost, nothing given up, and both halves say the same. What was given up and had arrived all the same is no loss. */
function isGood({ audit, analytics }: RunResult): boolean {
  return balances(audit) && audit.undelivered === 0 && (analytics?.statistics.differences.length ?? 0) === 0;
}

async function writeReport(file: string, { audit, fed, runtime, analytics }: RunResult): Promise<void> {
  const statistics = analytics ? { statistics: analytics.statistics } : {};
  const report = { ...audit, ...statistics, producer: fed.report, clock_jumps: runtime.clock.jumps };
  await writeFile(file, `${JSON.stringify(report, undefined, 2)}\n`);
  process.stdout.write(`  Report written to ${path.relative(process.cwd(), file) || file}\n`);
}

main().then(
  (code) => process.exit(code),
  (error: unknown) => {
    const plain = PLAIN.some((kind) => error instanceof kind);
    process.stderr.write(`${plain ? (error as Error).message : ((error as Error).stack ?? String(error))}\n`);
    process.exit(error instanceof UsageError || error instanceof BoardError ? 2 : 1);
  },
);
