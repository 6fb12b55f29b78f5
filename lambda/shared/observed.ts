/** Powertools, set up once for a function, and the frame in which an invocation is watched. */
import { Logger } from '@aws-lambda-powertools/logger';
import { Metrics } from '@aws-lambda-powertools/metrics';
import { Tracer } from '@aws-lambda-powertools/tracer';
import type { Context } from 'aws-lambda';
import type { Units } from './contract';

export const logger = new Logger();
export const metrics = new Metrics();
// Clients trace their calls themselves: tracing HTTP as well would record each call twice.
export const tracer = new Tracer({ captureHTTPsRequests: false });

/** Runs an invocation's work in a subsegment of its own; what it throws is recorded there and thrown on. */
export async function observed<T>(context: Context, work: () => Promise<T>): Promise<T> {
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
    fail('The invocation failed', error);
    throw error;
  } finally {
    subsegment?.close();
    if (segment) tracer.setSegment(segment);
  }
}

/** Adds a value, or each of several, of every metric in a contract. The caller publishes them. */
export function addMetrics<Contract extends Units>(
  units: Contract,
  values: { readonly [Name in keyof Contract]: number | readonly number[] },
): void {
  for (const [name, unit] of Object.entries(units))
    for (const value of [values[name] ?? []].flat()) metrics.addMetric(name, unit, value);
}

/** Runs a call to another service in a subsegment named for it, as the SDK's clients do by themselves. */
export async function traced<T>(service: string, call: () => Promise<T>): Promise<T> {
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
 * Logs an error and marks the trace: its name and message alone, as an SDK error carries the response.
 * @param error a text says all there is to say
 */
export function fail(message: string, error: unknown, more: object = {}): void {
  const reason = error instanceof Error ? `${error.name}: ${error.message}` : String(error);
  logger.error(message, { ...more, reason });
  tracer.addErrorAsMetadata(error instanceof Error ? error : new Error(reason));
}
