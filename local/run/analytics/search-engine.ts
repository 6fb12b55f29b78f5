/** Runs OpenSearch: a node that the template's own function sets up, as it does a domain in AWS. */
import type { PrivateCaEnvironment, SearchEnvironment } from '../../../lambda/shared/contract';
import type { LambdaFunction } from '../../aws/function/lambda-function';
import type { SecretsEndpoint } from '../../aws/secrets/endpoint';
import type { Java } from '../../engines/jvm/java';
import { OpenSearchClient } from '../../engines/opensearch/client';
import { OpenSearchNode } from '../../engines/opensearch/node';
import type { SearchSetupWiring } from '../wiring/search-setup';

/**
 * Environment variables for the functions that call OpenSearch on this machine. In AWS the template
 * sets them.
 */
export function searchVariables(node: OpenSearchNode): SearchEnvironment & PrivateCaEnvironment {
  return { SEARCH_ENDPOINT: node.url, SEARCH_CA_FILE: node.caFile };
}

/**
 * Starts an empty node.
 * @throws Error with the end of its log if it does not start
 */
export function startSearch(java: Java, stateFolder: string): Promise<OpenSearchNode> {
  return OpenSearchNode.start({ java, stateFolder, fresh: true });
}

/**
 * Runs the template's set-up: index templates, roles, users.
 * @param functionOf gives a function by its name
 * @throws Error with the function's error
 */
export async function setUpSearch(
  { resource, masterSecretArn }: SearchSetupWiring,
  node: OpenSearchNode,
  secrets: SecretsEndpoint,
  functionOf: (name: string) => LambdaFunction,
): Promise<void> {
  // The node creates its own administrator at its first start, so the secret is set to it.
  secrets.secrets.put(masterSecretArn, JSON.stringify({ username: node.adminUser, password: node.adminPassword }));
  const event = { RequestType: 'Create', ResourceProperties: resource.properties };
  const result = await functionOf(resource.functionName).invoke(JSON.stringify(event));
  if (!result.ok) throw new Error(`Setting OpenSearch up failed: ${result.error.errorMessage}`);
}

/**
 * A client of the user who may only read.
 * @throws Error if the secret holds no user
 */
export function viewerClient(
  { viewerSecretArn }: SearchSetupWiring,
  node: OpenSearchNode,
  secrets: SecretsEndpoint,
): OpenSearchClient {
  const secret = secrets.value(viewerSecretArn);
  const { username, password } = JSON.parse(secret) as { readonly username: string; readonly password: string };
  return new OpenSearchClient({ url: node.url, ca: node.ca, user: username, password });
}
