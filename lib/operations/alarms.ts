/** Makes alarms from rows. */
import { Alarm, ComparisonOperator, type IMetric, TreatMissingData } from 'aws-cdk-lib/aws-cloudwatch';
import { SnsAction } from 'aws-cdk-lib/aws-cloudwatch-actions';
import { Construct } from 'constructs';
import type { Notices } from './notices';

/** One alarm. It is raised when the metric is beyond the bound in each of `periods` periods. */
export type AlarmRow = {
  /**
   * What has happened, in words. It is the heading in docs/operate.md, and makes the alarm's id.
   */
  readonly heading: string;
  /** The metric, with its statistic and period. */
  readonly metric: IMetric;
  readonly periods: number;
  /** @default a period without a value counts as good: idle resources send none */
  readonly missing?: TreatMissingData;
} & ({ readonly above: number } | { readonly below: number });

export interface AlarmsProps {
  readonly rows: readonly AlarmRow[];
  readonly notices: Notices;
}

/** Alarms that each notify people and point to their heading in docs/operate.md. */
export class Alarms extends Construct {
  readonly alarms: readonly Alarm[];

  constructor(scope: Construct, id: string, { rows, notices }: AlarmsProps) {
    super(scope, id);
    const action = new SnsAction(notices.topic);
    this.alarms = rows.map((row) => {
      const alarm = new Alarm(this, idOf(row.heading), {
        alarmDescription: `${row.heading}: docs/operate.md says what to do`,
        metric: row.metric,
        ...bound(row),
        evaluationPeriods: row.periods,
        treatMissingData: row.missing ?? TreatMissingData.NOT_BREACHING,
      });
      alarm.addAlarmAction(action);
      return alarm;
    });
  }
}

function bound(row: AlarmRow) {
  return 'above' in row
    ? { threshold: row.above, comparisonOperator: ComparisonOperator.GREATER_THAN_THRESHOLD }
    : { threshold: row.below, comparisonOperator: ComparisonOperator.LESS_THAN_THRESHOLD };
}

/** `Trips wait too long` becomes `TripsWaitTooLong`. */
function idOf(heading: string): string {
  return heading.replace(/\W+(\w?)/g, (_, letter: string) => letter.toUpperCase());
}
