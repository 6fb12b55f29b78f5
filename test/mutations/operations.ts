/** Mutations of alarms, notices, the budget and the Athena workgroup. */
import { type Mutation, missing, property, ungranted } from './mutation';

const ALARM = 'AWS::CloudWatch::Alarm';
const BUDGET = 'AWS::Budgets::Budget';
const TOPIC = 'AWS::SNS::Topic';
const WORK_GROUP = 'AWS::Athena::WorkGroup';
const NOTIFICATION = 'NotificationsWithSubscribers/0/Notification';

export const OPERATIONS_MUTATIONS: readonly Mutation[] = [
  missing('Alarm: tells nobody', ALARM, 'AlarmsTripsWaitForTheLake', 'AlarmActions'),
  property('Alarm: switched off', ALARM, 'AlarmsTripsWaitForTheLake', 'ActionsEnabled', false),
  property('Alarm: period of 45 s', ALARM, 'AlarmsTripsWaitForTheLake', 'Period', 45),
  property('Alarm: period of 10 s for a metric of AWS', ALARM, 'AlarmsTripsWaitForTheLake', 'Period', 10),
  property('Alarm: more points than periods', ALARM, 'AlarmsTripsWaitForTheLake', 'DatapointsToAlarm', 5),
  missing('Alarm: OpenSearch without its account', ALARM, 'AlarmsOpenSearchIsRed', 'Dimensions/0'),
  property('Alarm: unknown dimension for Kinesis', ALARM, 'AlarmsTripsAreNotRead', 'Dimensions/0/Name', 'Stream'),
  property("Topic: encrypted by AWS's own key", TOPIC, '', 'KmsMasterKeyId', 'alias/aws/sns'),
  ungranted('Topic: alarms may not use its key', 'AWS::KMS::Key', 'NoticesKey', 'kms:GenerateDataKey'),
  {
    name: 'Topic: the budget may not publish',
    apply: (app) => {
      const policy = app.the('AWS::SNS::TopicPolicy');
      const statements: { Principal: { Service?: string } }[] = policy.get('PolicyDocument/Statement');
      policy.set(
        'PolicyDocument/Statement',
        statements.filter(({ Principal }) => Principal.Service !== 'budgets.amazonaws.com'),
      );
    },
  },
  property('Topic: anyone may publish', 'AWS::SNS::TopicPolicy', '', 'PolicyDocument/Statement/-', {
    Effect: 'Allow',
    Principal: '*',
    Action: 'sns:Publish',
    Resource: '*',
  }),
  property('Budget: by the fortnight', BUDGET, '', 'Budget/TimeUnit', 'FORTNIGHTLY'),
  property('Budget: of an unknown kind', BUDGET, '', 'Budget/BudgetType', 'SPEND'),
  property('Budget: amount of 0', BUDGET, '', 'Budget/BudgetLimit/Amount', 0),
  property('Budget: an unknown notification', BUDGET, '', `${NOTIFICATION}/NotificationType`, 'EXPECTED'),
  property(
    'Budget: an unknown comparison',
    BUDGET,
    '',
    `${NOTIFICATION}/ComparisonOperator`,
    'GREATER_THAN_OR_EQUAL_TO',
  ),
  property('Budget: an unknown threshold', BUDGET, '', `${NOTIFICATION}/ThresholdType`, 'PERCENT'),
  property('Budget: tells nobody', BUDGET, '', 'NotificationsWithSubscribers', []),
  property('Athena: limit below 10 MB', WORK_GROUP, '', 'WorkGroupConfiguration/BytesScannedCutoffPerQuery', 1_000_000),
  missing('Athena: no limit', WORK_GROUP, '', 'WorkGroupConfiguration/BytesScannedCutoffPerQuery'),
  property(
    'Athena: clients may override the limit',
    WORK_GROUP,
    '',
    'WorkGroupConfiguration/EnforceWorkGroupConfiguration',
    false,
  ),
  missing('Athena: no place for results', WORK_GROUP, '', 'WorkGroupConfiguration/ResultConfiguration/OutputLocation'),
];
