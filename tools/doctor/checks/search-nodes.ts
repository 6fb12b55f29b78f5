/** Checks that the region offers the OpenSearch version and its nodes in enough zones. */
import {
  type InstanceTypeDetails,
  OpenSearchClient,
  paginateListInstanceTypeDetails,
} from '@aws-sdk/client-opensearch';
import type { SearchSettings } from '../../../lib/stages/search';
import { type Check, type CheckResult, fail, ok } from '../check';
import type { Context } from '../context';

const REMEDY = 'Choose another in lib/stages/search.ts, or another region.';

export const searchNodes: Check<Context> = {
  title: 'OpenSearch nodes',
  needs: ['es:ListInstanceTypeDetails'],
  async run({ stage, connection }) {
    const { version } = stage.search.version;
    const client = new OpenSearchClient(connection);
    const types: InstanceTypeDetails[] = [];
    try {
      const pages = paginateListInstanceTypeDetails({ client }, { EngineVersion: version, RetrieveAZs: true });
      for await (const page of pages) types.push(...(page.InstanceTypeDetails ?? []));
    } catch (error) {
      if ((error as Error).name !== 'ValidationException') throw error;
      return fail(`${version} is refused: ${(error as Error).message}`, REMEDY);
    }
    return judge(stage.search, types, connection.region);
  },
};

function judge(settings: SearchSettings, types: readonly InstanceTypeDetails[], region: string): CheckResult {
  const { version, instanceType, managers, zones } = settings;
  const wanted = [instanceType, ...(managers ? [managers.instanceType] : [])];
  const missing = wanted.filter((type) => !types.some(({ InstanceType }) => InstanceType === type));
  if (missing.length > 0) return fail(`${region} has no ${missing.join(' and no ')} for ${version.version}`, REMEDY);
  const offered = types.find(({ InstanceType }) => InstanceType === instanceType)?.AvailabilityZones;
  if (offered && offered.length < zones)
    return fail(`${instanceType} in ${offered.join(', ') || 'no zone'}, and ${zones} zones are needed`, REMEDY);
  // Ours is not in a VPC, and so needs no role AWSServiceRoleForAmazonOpenSearchService.
  return ok(`${version.version} on ${wanted.join(' and ')}; no service-linked role needed outside a VPC`);
}
