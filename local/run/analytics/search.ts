/** OpenSearch for the run: a real node, set up by the same function that sets up the domain in the cloud. */

import { CUSTOM_RESOURCES } from '../../../lib/names';
import type { LambdaFunction } from '../../aws/function/lambda-function';
import type { SecretsEndpoint } from '../../aws/secrets/endpoint';
import type { Wiring } from '../../aws/template/wiring';
import type { Java } from '../../engines/jvm/java';
import { OpenSearchClient } from '../../engines/opensearch/client';
import { OpenSearchNode } from '../../engines/opensearch/node';

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
  wiring: Wiring,
  node: OpenSearchNode,
  secrets: SecretsEndpoint,
  functionOf: (name: string) => LambdaFunction,
): Promise<void> {
  const { resource, environment } = setUpOf(wiring);
  const master = secretIn(environment, 'MASTER_SECRET_ARN');
  // The node makes its administrator itself, at its first start: the secret is told, not asked.
  secrets.secrets.put(master, JSON.stringify({ username: node.adminUser, password: node.adminPassword }));
  const event = { RequestType: 'Create', ResourceProperties: resource.properties };
  const result = await functionOf(resource.functionName).invoke(JSON.stringify(event));
  if (!result.ok) throw new Error(`Setting OpenSearch up failed: ${result.error.errorMessage}`);
}

/** @throws Error when the template has no user that only looks; Error when its secret holds no user */
export function viewerClient(wiring: Wiring, node: OpenSearchNode, secrets: SecretsEndpoint): OpenSearchClient {
  const secret = secrets.value(secretIn(setUpOf(wiring).environment, 'VIEWER_SECRET_ARN'));
  const { username, password } = JSON.parse(secret) as { readonly username: string; readonly password: string };
  return new OpenSearchClient({ url: node.url, ca: node.ca, user: username, password });
}

function setUpOf({ customResources, functions }: Wiring) {
  const resource = customResources.find(({ type }) => type === CUSTOM_RESOURCES.searchSetup);
  if (!resource)
    throw new Error(
      `The template has no resource of type ${CUSTOM_RESOURCES.searchSetup}: nothing would set OpenSearch up.`,
    );
  const environment = functions.find(({ name }) => name === resource.functionName)?.environment ?? {};
  return { resource, environment };
}

function secretIn(environment: Readonly<Record<string, string>>, name: string): string {
  const arn = environment[name];
  if (arn !== undefined) return arn;
  throw new Error(`The function that sets OpenSearch up has no ${name} in its environment.`);
}
