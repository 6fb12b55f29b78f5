import type { Rule } from '../rule';

const FUNCTION = 'AWS::Lambda::Function';
const ALIAS = 'AWS::Lambda::Alias';

export const FUNCTION_RULES: readonly Rule[] = [
  {
    id: 'alias-provisions-nothing',
    source: 'https://docs.aws.amazon.com/lambda/latest/dg/provisioned-concurrency.html',
    type: ALIAS,
    *check({ properties }) {
      const warm = properties.at('ProvisionedConcurrencyConfig', 'ProvisionedConcurrentExecutions');
      if (properties.at('ProvisionedConcurrencyConfig').exists && !((warm.number ?? 0) >= 1))
        yield {
          at: 'ProvisionedConcurrencyConfig.ProvisionedConcurrentExecutions',
          message: `${warm} environments: Lambda takes 1 or more; leave the configuration out for none`,
        };
    },
  },
  {
    id: 'alias-provisions-more-than-reserved',
    source: 'https://docs.aws.amazon.com/lambda/latest/dg/provisioned-concurrency.html',
    type: ALIAS,
    *check(alias, app) {
      const warm = alias.properties.at('ProvisionedConcurrencyConfig', 'ProvisionedConcurrentExecutions').number;
      const called = app.target(alias.properties.at('FunctionName'), alias);
      const reserved = called?.properties.at('ReservedConcurrentExecutions').number;
      if (warm !== undefined && reserved !== undefined && warm > reserved)
        yield {
          at: 'ProvisionedConcurrencyConfig.ProvisionedConcurrentExecutions',
          message: `${warm} warm environments of ${reserved} reserved: Lambda refuses more than are reserved`,
        };
    },
  },
  {
    id: 'function-switched-off',
    source: 'https://docs.aws.amazon.com/lambda/latest/dg/configuration-concurrency.html',
    type: FUNCTION,
    *check({ properties }) {
      if (properties.at('ReservedConcurrentExecutions').number === 0)
        yield {
          at: 'ReservedConcurrentExecutions',
          message: '0 switches the function off: leave it out, or reserve some',
        };
    },
  },
  {
    id: 'function-without-log-group',
    source: 'https://docs.aws.amazon.com/lambda/latest/dg/monitoring-cloudwatchlogs-loggroups.html',
    type: FUNCTION,
    *check(handler, app) {
      if (app.target(handler.properties.at('LoggingConfig', 'LogGroup'), handler) === undefined)
        yield {
          at: 'LoggingConfig.LogGroup',
          message: 'Lambda makes a log group of its own, kept for ever and left behind by the stack: give it one',
        };
    },
  },
];
