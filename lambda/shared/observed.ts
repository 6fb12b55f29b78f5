/** Powertools, set up once per function, and how each invocation is logged, traced and counted. */
import { Logger } from '@aws-lambda-powertools/logger';
import { Metrics } from '@aws-lambda-powertools/metrics';
import { Tracer } from '@aws-lambda-powertools/tracer';
import type { Context } from 'aws-lambda';
import type { Units } from './contract';

export const logger = new Logger();
export const metrics = new Metrics();
// The clients trace their own calls: tracing HTTP too would record each call twice.
export const tracer = new Tracer({ captureHTTPsRequests: false });

/** Runs an invocation in a trace subsegment of its own. Records an error there and rethrows it. */
export async function observe<T>(context: Context, work: () => Promise<T>): Promise<T> {
  logger.addContext(context);
  metrics.captureColdStartMetric(context.functionName);
  const segment = tracer.getSegment();
  const subsegment = segment?.addNewSubsegment(`## ${process.env._HANDLER}`);
  if (subsegment) tracer.setSegment(subsegment);
  tracer.annotateColdStart();
  tracer.addServiceNameAnnotation();
  try {
    return await work();
  } catch (error) {
    logFailure('The invocation failed', error);
    throw error;
  } finally {
    subsegment?.close();
    if (segment) tracer.setSegment(segment);
  }
}

/** Adds one or several values of every metric in a contract. The caller publishes them. */
export function addMetrics<Contract extends Units>(
  units: Contract,
  values: { readonly [Name in keyof Contract]: number | readonly number[] },
): void {
  for (const [name, unit] of Object.entries(units))
    for (const value of [values[name] ?? []].flat()) metrics.addMetric(name, unit, value);
}

/** Traces a call to another service in a subsegment, as the SDK's clients do on their own. */
export async function trace<T>(service: string, call: () => Promise<T>): Promise<T> {
  const subsegment = tracer.getSegment()?.addNewSubsegment(service);
  if (subsegment) subsegment.namespace = 'remote';
  try {
    return await call();
  } catch (error) {
    subsegment?.addError(error instanceof Error ? error : String(error));
    throw error;
  } finally {
    subsegment?.close();
  }
}

/**
 * Logs an error and adds it to the trace. Logs only its name and message: an SDK error also holds
 * the response.
 * @param error an error, or a text that says it all
 */
export function logFailure(message: string, error: unknown, more: object = {}): void {
  const reason = error instanceof Error ? `${error.name}: ${error.message}` : String(error);
  logger.error(message, { ...more, reason });
  tracer.addErrorAsMetadata(error instanceof Error ? error : new Error(reason));
}
