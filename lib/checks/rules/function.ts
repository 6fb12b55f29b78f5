/** Settings of functions and aliases that Lambda refuses, or that switch a function off. */
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
          message: `${warm} execution environments are provisioned, but Lambda accepts 1 or more. Leave the configuration out for none.`,
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
          message: `${warm} execution environments are provisioned, but ${reserved} are reserved, and Lambda refuses more. Provision fewer, or reserve more.`,
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
          message: '0 switches the function off. Leave it out, or reserve 1 or more.',
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
          message:
            'Lambda creates a log group that is kept for ever and that no stack deletes. Give the function a log group.',
        };
    },
  },
];
