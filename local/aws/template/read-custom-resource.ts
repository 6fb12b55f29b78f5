/** What one machine needs to know of a custom resource: which function makes it, and of what. */
import { nameOfFunction } from './read-mapping';
import type { Resource } from './resources';
import type { CustomResourceWiring } from './wiring';

/** Where the CDK's provider framework is told which function to pass events on to. */
const HANDLER = 'Environment.Variables.USER_ON_EVENT_FUNCTION_ARN';

/** Between CloudFormation and the provider; the function's own properties are the others. */
const TRANSPORT = new Set(['ServiceToken', 'ServiceTimeout']);

/**
 * Undefined for one that no provider passes on, such as the CDK's own.
 * @param functions all of the template's, the providers among them
 */
export function readCustomResource(
  { type, properties }: Resource,
  functions: readonly Resource[],
): CustomResourceWiring | undefined {
  const all = properties.knownMap('');
  const provider = functions.find(({ arn }) => arn === all.ServiceToken);
  if (!provider?.properties.has(HANDLER)) return undefined;
  const functionName = nameOfFunction(provider.properties, HANDLER);
  const own = Object.entries(all).filter(([name]) => !TRANSPORT.has(name));
  return { type, functionName, properties: Object.fromEntries(own) };
}
