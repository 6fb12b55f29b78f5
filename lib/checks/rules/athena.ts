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
      // Athena takes no less than 10 MB.
      if (!((limit.number ?? 0) >= 10_000_000))
        yield {
          at: 'WorkGroupConfiguration.BytesScannedCutoffPerQuery',
          message: `${limit}: one careless question may scan the lake; set a limit of 10 MB or more`,
        };
      const enforces = configuration.at('EnforceWorkGroupConfiguration');
      if (enforces.exists && !enforces.isTrue)
        yield {
          at: 'WorkGroupConfiguration.EnforceWorkGroupConfiguration',
          message: 'whoever asks may set the limit aside: set it to true',
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
          message: 'nowhere to put answers: the first question fails; name a bucket',
        };
    },
  },
];
