/** The budget of a stage. */
import { CfnBudget } from 'aws-cdk-lib/aws-budgets';
import type { Construct } from 'constructs';
import { PROJECT_TAG } from '../names';
import type { BudgetSettings } from '../stages/operations';
import type { Notices } from './notices';

/**
 * Percent of the budget at which people are told. AWS forecasts once the account is some five weeks
 * old.
 */
const THRESHOLDS = [
  { notificationType: 'ACTUAL', threshold: 80 },
  { notificationType: 'ACTUAL', threshold: 100 },
  { notificationType: 'FORECASTED', threshold: 100 },
] as const;

export interface MonthlyBudgetProps {
  readonly settings: BudgetSettings;
  readonly notices: Notices;
}

/**
 * Tells people what the account costs before the bill does. It stops nothing. It counts the whole
 * account unless the stage says otherwise: filtered by a tag that nobody has activated in Billing,
 * a budget counts nothing and never warns.
 */
export class MonthlyBudget extends CfnBudget {
  constructor(scope: Construct, id: string, { settings, notices }: MonthlyBudgetProps) {
    super(scope, id, {
      budget: {
        budgetType: 'COST',
        timeUnit: 'MONTHLY',
        budgetLimit: { amount: settings.monthly, unit: 'USD' },
        ...(settings.taggedOnly && { costFilters: { TagKeyValue: [`user:${PROJECT_TAG.key}$${PROJECT_TAG.value}`] } }),
      },
      notificationsWithSubscribers: THRESHOLDS.map((threshold) => ({
        notification: { ...threshold, thresholdType: 'PERCENTAGE', comparisonOperator: 'GREATER_THAN' },
        subscribers: [{ subscriptionType: 'SNS', address: notices.topic.topicArn }],
      })),
    });
    // AWS Budgets refuses a budget while the topic does not let it publish.
    this.node.addDependency(notices);
  }
}
