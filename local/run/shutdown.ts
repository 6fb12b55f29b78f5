/** Stops whatever a run has started, in reverse order, however the run ends. */
const SIGNALS = { SIGINT: 130, SIGTERM: 143, SIGHUP: 129 } as const;

export class Shutdown {
  private readonly steps: (() => Promise<void> | void)[] = [];
  private running: Promise<void> | undefined;

  /** Adds a step for the end. The step added last runs first. */
  add(step: () => Promise<void> | void): void {
    this.steps.push(step);
  }

  /** Runs all steps, once. If one fails, the others still run. */
  stop(): Promise<void> {
    this.running ??= this.stopAll();
    return this.running;
  }

  /**
   * Makes Ctrl-C, SIGTERM, a closed terminal and a crash stop everything and end the process. Its
   * exit code is 128 + the signal's number, or 1 after a crash.
   */
  install(): void {
    for (const [signal, exitCode] of Object.entries(SIGNALS))
      process.once(signal, () => {
        process.stderr.write(`\nStopping (${signal}) …\n`);
        void this.stop().finally(() => process.exit(exitCode));
        // A second signal exits at once.
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
