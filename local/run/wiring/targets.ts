/** Tells where a function writes to by its environment: a template has no other arrow for that. */
import type { Environment } from '../../../lambda/index-statistics/contract';
import { functionOf } from '../../aws/template/look-up';
import type { DeliveryStreamWiring, FunctionWiring, Wiring } from '../../aws/template/wiring';

/** The delivery streams that a function names in its environment, in the template's order. */
export function deliveriesOf(
  { functions, deliveryStreams }: Pick<Wiring, 'functions' | 'deliveryStreams'>,
  functionName: string,
): readonly DeliveryStreamWiring[] {
  const values = Object.values(functionOf({ functions }, functionName)?.environment ?? {});
  return deliveryStreams.filter(({ name }) => values.includes(name));
}

/** True for the function that writes statistics into OpenSearch: it has the writer's secret. */
export function writesToSearch(fn: Pick<FunctionWiring, 'environment'>): boolean {
  const { WRITER_SECRET_ARN }: Partial<Environment> = fn.environment;
  return Boolean(WRITER_SECRET_ARN);
}
