/** OpenSearch for the run: a real node, set up by the same function that sets up the domain in the cloud. */

import type { LambdaFunction } from '../../aws/function/lambda-function';
import type { SecretsEndpoint } from '../../aws/secrets/endpoint';
import type { Java } from '../../engines/jvm/java';
import { OpenSearchClient } from '../../engines/opensearch/client';
import { OpenSearchNode } from '../../engines/opensearch/node';
import type { SearchSetupWiring } from '../wiring/search-setup';

/** What the functions that speak to OpenSearch are told on one machine; in the cloud the template tells it. */
export function searchVariables(node: OpenSearchNode): Readonly<Record<string, string>> {
  return { SEARCH_ENDPOINT: node.url, SEARCH_CA_FILE: node.caFile };
}

/** A node without anything of an earlier run. @throws Error with the end of its log when it does not start */
export function startSearch(java: Java, stateFolder: string): Promise<OpenSearchNode> {
  return OpenSearchNode.start({ java, stateFolder, fresh: true });
}

/**
 * Runs the template's set-up of the domain: index templates, roles, users.
 * @param functionOf the function of a name
 * @throws Error with what the function said
 */
export async function setUpSearch(
  { resource, masterSecretArn }: SearchSetupWiring,
  node: OpenSearchNode,
  secrets: SecretsEndpoint,
  functionOf: (name: string) => LambdaFunction,
): Promise<void> {
  // The node makes its administrator itself, at its first start: the secret is told, not asked.
  secrets.secrets.put(masterSecretArn, JSON.stringify({ username: node.adminUser, password: node.adminPassword }));
  const event = { RequestType: 'Create', ResourceProperties: resource.properties };
  const result = await functionOf(resource.functionName).invoke(JSON.stringify(event));
  if (!result.ok) throw new Error(`Setting OpenSearch up failed: ${result.error.errorMessage}`);
}

/** @throws Error when the secret holds no user */
export function viewerClient(
  { viewerSecretArn }: SearchSetupWiring,
  node: OpenSearchNode,
  secrets: SecretsEndpoint,
): OpenSearchClient {
  const secret = secrets.value(viewerSecretArn);
  const { username, password } = JSON.parse(secret) as { readonly username: string; readonly password: string };
  return new OpenSearchClient({ url: node.url, ca: node.ca, user: username, password });
}
