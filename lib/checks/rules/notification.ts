/**
 * Alarms and budgets reach people through a topic, which silently drops notices that it may not
 * accept.
 */
import type { Part } from '../part';
import { opensTo } from '../permissions';
import type { Rule } from '../rule';
import type { Resource, Templates } from '../templates';

const TOPIC = 'AWS::SNS::Topic';
const BUDGET = 'AWS::Budgets::Budget';

const NOTIFICATION_ENUMS: Readonly<Record<string, readonly string[]>> = {
  NotificationType: ['ACTUAL', 'FORECASTED'],
  ComparisonOperator: ['GREATER_THAN', 'LESS_THAN', 'EQUAL_TO'],
  ThresholdType: ['PERCENTAGE', 'ABSOLUTE_VALUE'],
};

const BUDGET_ENUMS: Readonly<Record<string, readonly string[]>> = {
  TimeUnit: ['DAILY', 'MONTHLY', 'QUARTERLY', 'ANNUALLY', 'CUSTOM'],
  BudgetType: ['USAGE', 'COST', 'RI_UTILIZATION', 'RI_COVERAGE', 'SAVINGS_PLANS_UTILIZATION', 'SAVINGS_PLANS_COVERAGE'],
};

const notifications = ({ properties }: Resource): readonly Part[] => properties.at('NotificationsWithSubscribers').list;

/** The services that the templates make publish to a topic. */
function publishers(topic: Resource, app: Templates): readonly string[] {
  const isMeant = (value: Part, from: Resource) => app.target(value, from) === topic;
  const rings = app
    .of('AWS::CloudWatch::Alarm')
    .some((alarm) => alarm.properties.at('AlarmActions').list.some((action) => isMeant(action, alarm)));
  const warns = app
    .of(BUDGET)
    .some((budget) =>
      notifications(budget).some((notification) =>
        notification.at('Subscribers').list.some((subscriber) => isMeant(subscriber.at('Address'), budget)),
      ),
    );
  return [...(rings ? ['cloudwatch.amazonaws.com'] : []), ...(warns ? ['budgets.amazonaws.com'] : [])];
}

export const NOTIFICATION_RULES: readonly Rule[] = [
  {
    id: 'topic-key-closed-to-publisher',
    source: 'https://docs.aws.amazon.com/sns/latest/dg/sns-key-management.html#compatibility-with-aws-services',
    type: TOPIC,
    *check(topic, app) {
      const key = topic.properties.at('KmsMasterKeyId');
      if (!key.exists) return;
      const own = app.target(key, topic);
      for (const service of publishers(topic, app))
        if (own === undefined)
          yield {
            at: 'KmsMasterKeyId',
            message: `${service} may not use ${key}, so notices are lost. Use a key of your own that it may use.`,
          };
        else if (
          !['kms:Decrypt', 'kms:GenerateDataKey'].every((use) => opensTo(own.properties.at('KeyPolicy'), service, use))
        )
          yield {
            at: 'KmsMasterKeyId',
            message: `${service} may not use ${own.id}, so notices are lost. Allow it kms:Decrypt and kms:GenerateDataKey in the key's policy.`,
          };
    },
  },
  {
    id: 'topic-closed-to-publisher',
    source: 'https://docs.aws.amazon.com/cost-management/latest/userguide/budgets-sns-policy.html',
    type: TOPIC,
    *check(topic, app) {
      const policies = app
        .of('AWS::SNS::TopicPolicy')
        .filter((policy) => policy.properties.at('Topics').list.some((name) => app.target(name, policy) === topic));
      // Without a policy of its own, a topic accepts notices of the account's alarms, but not of
      // its budgets.
      const refused = publishers(topic, app).filter((service) => policies.length > 0 || service.startsWith('budgets'));
      for (const service of refused)
        if (!policies.some((policy) => opensTo(policy.properties.at('PolicyDocument'), service, 'sns:Publish')))
          yield {
            at: 'TopicName',
            message: `${service} may not publish to the topic. Allow it sns:Publish in the topic's policy.`,
          };
    },
  },
  {
    id: 'budget-invalid',
    source: 'https://docs.aws.amazon.com/aws-cost-management/latest/APIReference/API_budgets_Budget.html',
    type: BUDGET,
    *check({ properties }) {
      const budget = properties.at('Budget');
      for (const [property, allowed] of Object.entries(BUDGET_ENUMS))
        if (!allowed.includes(budget.at(property).text ?? ''))
          yield {
            at: `Budget.${property}`,
            message: `It is ${budget.at(property)}. Choose one of ${allowed.join(', ')}.`,
          };
      if (!((budget.at('BudgetLimit', 'Amount').number ?? 0) > 0) && !budget.at('PlannedBudgetLimits').exists)
        yield {
          at: 'Budget.BudgetLimit',
          message: `The limit is ${budget.at('BudgetLimit', 'Amount')}. Set an amount above 0.`,
        };
    },
  },
  {
    id: 'budget-notification-invalid',
    source: 'https://docs.aws.amazon.com/aws-cost-management/latest/APIReference/API_budgets_Notification.html',
    type: BUDGET,
    *check(budget) {
      const at = 'NotificationsWithSubscribers';
      if (notifications(budget).length === 0) yield { at, message: 'Nobody is notified. Add a notification.' };
      for (const entry of notifications(budget)) {
        const notification = entry.at('Notification');
        for (const [property, allowed] of Object.entries(NOTIFICATION_ENUMS)) {
          const value = notification.at(property);
          const isOptional = property === 'ThresholdType' && !value.exists;
          if (!isOptional && !allowed.includes(value.text ?? ''))
            yield {
              at: `${at}.Notification.${property}`,
              message: `It is ${value}. Choose one of ${allowed.join(', ')}.`,
            };
        }
        if (!((notification.at('Threshold').number ?? 0) > 0))
          yield {
            at: `${at}.Notification.Threshold`,
            message: `The threshold is ${notification.at('Threshold')}. Set more than 0.`,
          };
        if (entry.at('Subscribers').list.length === 0)
          yield { at: `${at}.Subscribers`, message: 'Nobody is notified. Name a subscriber.' };
      }
    },
  },
];
