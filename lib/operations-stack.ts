/** The Operations stack: alarms, budget, overview, and the Athena workgroup. */
import { CfnOutput, Stack, type StackProps } from 'aws-cdk-lib';
import type { IMetric } from 'aws-cdk-lib/aws-cloudwatch';
import type { IKey } from 'aws-cdk-lib/aws-kms';
import { FilterPattern, MetricFilter } from 'aws-cdk-lib/aws-logs';
import type { IBucket } from 'aws-cdk-lib/aws-s3';
import type { Construct } from 'constructs';
import type { Metric } from '../lambda/index-statistics/contract';
import { METRICS_NAMESPACE, OUTPUTS, workGroupName } from './names';
import { Alarms } from './operations/alarms';
import { healthAlarms } from './operations/health';
import { lossAlarms } from './operations/loss';
import { MonthlyBudget } from './operations/monthly-budget';
import { Notices } from './operations/notices';
import { Overview } from './operations/overview';
import { Questions } from './operations/questions';
import { FIVE_MINUTES, type StreamReader, type Watched } from './operations/watched';
import type { StageSettings } from './stages';
import type { TripTable } from './storage/trip-table';

export interface OperationsStackProps extends StackProps {
  readonly stage: StageSettings;
  readonly watched: Watched;
  readonly tripTable: TripTable;
  readonly lakeKey: IKey;
  readonly accessLogs: IBucket;
  /** E-mail address for the notices. @default nobody: subscribe to the topic by hand */
  readonly alarmEmail?: string;
}

/** What people operate the pipeline with. No trip passes through this stack. */
export class OperationsStack extends Stack {
  constructor(scope: Construct, id: string, { stage, watched, tripTable, ...props }: OperationsStackProps) {
    const { lakeKey, accessLogs, alarmEmail, ...stackProps } = props;
    super(scope, id, stackProps);
    const { operations: settings, removalPolicy } = stage;

    const notices = new Notices(this, 'Notices', alarmEmail === undefined ? {} : { email: alarmEmail });
    new MonthlyBudget(this, 'Budget', { settings: settings.budget, notices });
    const refused = refusedStatistics(this, watched.index, stage.name);
    const { alarms } = new Alarms(this, 'Alarms', {
      rows: [...lossAlarms(watched, stage, refused), ...(settings.watchHealth ? healthAlarms(watched, stage) : [])],
      notices,
    });
    new Overview(this, 'Overview', { watched, alarms });
    const { workGroup } = new Questions(this, 'Questions', {
      workGroupName: workGroupName(stage.name),
      settings: settings.athena,
      databaseName: tripTable.database.databaseName,
      key: lakeKey,
      accessLogs,
      removalPolicy,
    });

    new CfnOutput(this, OUTPUTS.noticesTopic, { value: notices.topic.topicArn, description: 'Who hears of alarms' });
    new CfnOutput(this, OUTPUTS.workGroup, { value: workGroup.name, description: 'Where to ask in Athena' });
  }
}

/** Where the count is in the line of metrics that the index function logs. */
const REFUSED = `$.${'DocumentsRefused' satisfies Metric}`;

/**
 * Counts the statistics that OpenSearch refused, from the log of the index function. The log
 * belongs to this stage; the metric that Powertools makes of the same line has the same name in
 * every stage.
 */
function refusedStatistics(scope: Construct, { function: { logGroup } }: StreamReader, stage: string): IMetric {
  const filter = new MetricFilter(scope, 'RefusedStatistics', {
    logGroup,
    filterPattern: FilterPattern.numberValue(REFUSED, '>', 0),
    metricNamespace: `${METRICS_NAMESPACE}/${stage}`,
    metricName: 'StatisticsRefused',
    metricValue: REFUSED,
  });
  return filter.metric({ statistic: 'Sum', period: FIVE_MINUTES });
}
