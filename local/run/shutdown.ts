/** Stops whatever a run has started, last first, in every way the run can end. */

const SIGNALS = { SIGINT: 130, SIGTERM: 143, SIGHUP: 129 } as const;

export class Shutdown {
  private readonly steps: (() => Promise<void> | void)[] = [];
  private running: Promise<void> | undefined;

  /** Adds what must be done at the end; what was added last is done first. */
  add(step: () => Promise<void> | void): void {
    this.steps.push(step);
  }

  /** Stops everything, once; a step that fails does not keep the others from being done. */
  stop(): Promise<void> {
    this.running ??= this.stopAll();
    return this.running;
  }

  /** Ctrl-C, SIGTERM, a closed terminal and a crash stop everything and end the process, with 128 + the signal's number or 1. */
  install(): void {
    for (const [signal, exitCode] of Object.entries(SIGNALS))
      process.once(signal, () => {
        process.stderr.write(`\nStopping (${signal}) …\n`);
        void this.stop().finally(() => process.exit(exitCode));
        // Whoever asks a second time will not wait.
        process.once(signal, () => process.exit(exitCode));
      });
    for (const event of ['uncaughtException', 'unhandledRejection'])
      process.once(event, (error: unknown) => {
        process.stderr.write(`${error instanceof Error ? (error.stack ?? error.message) : String(error)}\n`);
        void this.stop().finally(() => process.exit(1));
      });
  }

  private async stopAll(): Promise<void> {
    for (const step of this.steps.reverse()) {
      try {
        await step();
      } catch (error) {
        process.stderr.write(`While stopping: ${(error as Error).message}\n`);
      }
    }
  }
}

/** Runs work, and stops whatever it has added to the shutdown, however the work ends. */
export async function withShutdown<T>(work: (shutdown: Shutdown) => Promise<T>): Promise<T> {
  const shutdown = new Shutdown();
  shutdown.install();
  try {
    return await work(shutdown);
  } finally {
    await shutdown.stop();
  }
}
