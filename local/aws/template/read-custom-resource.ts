/** Reads a custom resource: which function makes it, and from which properties. */
import { nameOfFunction } from './read-mapping';
import type { Resource } from './resources';
import type { CustomResourceWiring } from './wiring';

/** The variable that tells the CDK's provider framework which function to pass events on to. */
const HANDLER = 'Environment.Variables.USER_ON_EVENT_FUNCTION_ARN';

/** Properties for CloudFormation and the provider. The function's own are the others. */
const TRANSPORT = new Set(['ServiceToken', 'ServiceTimeout']);

/**
 * Reads a resource that a provider passes on to a function of the template.
 * @param functions all functions of the template, with the providers
 * @returns undefined for one that no provider passes on, such as the CDK's own
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
