/** A query in Athena must have a limit, and a place for its result. */
import type { Rule } from '../rule';

const TYPE = 'AWS::Athena::WorkGroup';

export const ATHENA_RULES: readonly Rule[] = [
  {
    id: 'workgroup-without-scan-limit',
    source: 'https://docs.aws.amazon.com/athena/latest/ug/workgroups-setting-control-limits-cloudwatch.html',
    type: TYPE,
    *check({ properties }) {
      const configuration = properties.at('WorkGroupConfiguration');
      const limit = configuration.at('BytesScannedCutoffPerQuery');
      // Athena accepts 10 MB or more.
      if (!((limit.number ?? 0) >= 10_000_000))
        yield {
          at: 'WorkGroupConfiguration.BytesScannedCutoffPerQuery',
          message: `The limit is ${limit}: one careless query may scan the whole lake. Set 10 MB or more.`,
        };
      const enforces = configuration.at('EnforceWorkGroupConfiguration');
      if (enforces.exists && !enforces.isTrue)
        yield {
          at: 'WorkGroupConfiguration.EnforceWorkGroupConfiguration',
          message: 'Clients may override the limit. Set this to true.',
        };
    },
  },
  {
    id: 'workgroup-without-result-location',
    source: 'https://docs.aws.amazon.com/athena/latest/ug/querying.html#query-results-specify-location',
    type: TYPE,
    *check({ properties }) {
      const configuration = properties.at('WorkGroupConfiguration');
      const isManaged = configuration.at('ManagedQueryResultsConfiguration', 'Enabled').isTrue;
      if (!isManaged && !configuration.at('ResultConfiguration', 'OutputLocation').exists)
        yield {
          at: 'WorkGroupConfiguration.ResultConfiguration.OutputLocation',
          message: 'There is no place for results, so every query fails. Name a bucket.',
        };
    },
  },
];
