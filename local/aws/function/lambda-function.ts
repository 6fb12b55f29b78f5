/**
 * Runs a built Lambda asset as Lambda would: each environment is a process that answers one
 * invocation at a time. Warm environments are used again, and a new one starts when all are busy.
 * Unlike in Lambda, an idle one is not frozen.
 */
import { availableParallelism } from 'node:os';
import pLimit from 'p-limit';
import type { FunctionWiring } from '../template/wiring';
import type { EnvironmentOptions } from './environment-variables';
import { ExecutionEnvironment } from './execution-environment';
import { type Invocable, type InvocationResult, MAX_PAYLOAD_BYTES, STOPPED, tooLarge } from './invocation';
import { MetricTotals } from './metric-totals';

/** Lambda allows 10 s for the import, and then the time of the first invocation. */
const INIT_TIMEOUT_MS = 10_000;

export interface LambdaFunctionOptions extends EnvironmentOptions {
  /** Maximum number of environments. @default one for each core */
  readonly concurrency?: number;
  /** Milliseconds that the asset's import may take. @default 10 s plus the function's timeout */
  readonly initTimeoutMs?: number;
  /** Receives every line that the function writes, including metrics. @default lines are dropped */
  readonly onLog?: (line: string) => void;
}

export interface FunctionCounters {
  invocations: number;
  errors: number;
  timeouts: number;
  /** Number of environments started. */
  coldStarts: number;
}

export class LambdaFunction implements Invocable {
  readonly metrics = new MetricTotals();
  readonly counters: FunctionCounters = { invocations: 0, errors: 0, timeouts: 0, coldStarts: 0 };
  private readonly limit;
  private environments: ExecutionEnvironment[] = [];
  private stopped = false;

  constructor(
    private readonly wiring: FunctionWiring,
    private readonly options: LambdaFunctionOptions = {},
  ) {
    this.limit = pLimit(options.concurrency ?? availableParallelism());
  }

  get arn(): string {
    return this.wiring.arn;
  }

  /** @inheritdoc Waits while all environments are busy. */
  async invoke(payload: string): Promise<InvocationResult> {
    const result = await this.limit(() => this.run(payload));
    this.counters.invocations += 1;
    if (result.ok) return result;
    this.counters.errors += 1;
    if (result.error.errorType === 'Sandbox.Timedout') this.counters.timeouts += 1;
    return result;
  }

  /** Ends every environment at once. Invocations that run or wait fail. */
  async stop(): Promise<void> {
    this.stopped = true;
    await Promise.all(this.environments.map((environment) => environment.stop()));
  }

  private async run(payload: string): Promise<InvocationResult> {
    const bytes = Buffer.byteLength(payload);
    if (this.stopped) return { ok: false, requestId: '', error: STOPPED };
    if (bytes > MAX_PAYLOAD_BYTES) return { ok: false, requestId: '', error: tooLarge('Request', bytes) };
    return (this.warmEnvironment() ?? this.newEnvironment()).invoke(payload);
  }

  private warmEnvironment(): ExecutionEnvironment | undefined {
    this.environments = this.environments.filter((environment) => environment.alive);
    return this.environments.find((environment) => !environment.busy);
  }

  private newEnvironment(): ExecutionEnvironment {
    this.counters.coldStarts += 1;
    const environment = new ExecutionEnvironment(this.wiring, {
      ...this.options,
      initTimeoutMs: this.options.initTimeoutMs ?? INIT_TIMEOUT_MS + this.wiring.timeoutSeconds * 1000,
      onLine: (line) => {
        this.metrics.add(line);
        this.options.onLog?.(line);
      },
    });
    this.environments.push(environment);
    return environment;
  }
}
