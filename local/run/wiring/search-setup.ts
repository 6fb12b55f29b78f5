/** Finds in the template how OpenSearch is set up: by which function, with which secrets. */
import type { Environment } from '../../../lambda/search-setup/contract';
import { CUSTOM_RESOURCES } from '../../../lib/names';
import { functionOf } from '../../aws/template/look-up';
import type { CustomResourceWiring, Wiring } from '../../aws/template/wiring';

/** The type of the custom resource that sets the domain up. */
const SETUP = CUSTOM_RESOURCES.searchSetup;

/** How OpenSearch is set up. */
export interface SearchSetupWiring {
  readonly resource: CustomResourceWiring;
  /** ARN of the administrator's secret. */
  readonly masterSecretArn: string;
  /** ARN of the secret of the user who may only read. */
  readonly viewerSecretArn: string;
}

/** @throws Error for a template that does not set OpenSearch up, or with a secret missing */
export function searchSetupOf(wiring: Wiring): SearchSetupWiring {
  const resource = wiring.customResources.find(({ type }) => type === SETUP);
  if (!resource) throw new Error(`The template has no resource of type ${SETUP}: nothing would set OpenSearch up.`);
  const environment = functionOf(wiring, resource.functionName)?.environment ?? {};
  return {
    resource,
    masterSecretArn: secretIn(environment, 'MASTER_SECRET_ARN'),
    viewerSecretArn: secretIn(environment, 'VIEWER_SECRET_ARN'),
  };
}

function secretIn(environment: Readonly<Record<string, string>>, name: keyof Environment): string {
  const arn = environment[name];
  if (arn !== undefined) return arn;
  throw new Error(`The function that sets OpenSearch up has no ${name} in its environment.`);
}
