/** The CloudWatch dashboard of a stage. */
import { Duration } from 'aws-cdk-lib';
import { type Alarm, AlarmStatusWidget, Dashboard, GraphWidget, type IMetric } from 'aws-cdk-lib/aws-cloudwatch';
import type { Construct } from 'constructs';
import { FIVE_MINUTES, flinkMetric, freshness, iteratorAge, type Watched } from './watched';

export interface OverviewProps {
  readonly watched: Watched;
  readonly alarms: readonly Alarm[];
}

/**
 * The alarms, and below them a graph for each part of the pipeline, in the order in which a trip
 * passes them.
 */
export class Overview extends Dashboard {
  constructor(scope: Construct, id: string, { watched, alarms }: OverviewProps) {
    const { trips, statistics, transform, index, tripDelivery, quarantineDelivery, application, domain } = watched;
    const sum = { statistic: 'Sum', period: FIVE_MINUTES };
    const delivered = tripDelivery.deliveryStream.metric('DeliveryToS3.Records', sum);
    super(scope, id, { defaultInterval: Duration.hours(3) });
    this.addWidgets(new AlarmStatusWidget({ title: 'Alarms', alarms: [...alarms], width: 24, height: 4 }));
    this.addWidgets(
      graph('Stream of trips', [trips.metricIncomingRecords(sum)], [trips.metricIncomingBytes(sum)]),
      graph('Transform', [transform.function.live.metricErrors(sum)], [iteratorAge(transform)]),
    );
    this.addWidgets(
      graph('Lake', [delivered], [freshness(tripDelivery), freshness(quarantineDelivery)]),
      graph('Flink', [statistics.metricIncomingRecords(sum)], [flinkMetric(application, 'cpuUtilization', 'Average')]),
    );
    this.addWidgets(
      graph('Statistics', [index.function.live.metricErrors(sum)], [iteratorAge(index)]),
      graph('OpenSearch', [domain.metricSearchableDocuments()], [domain.metricJVMMemoryPressure()]),
    );
  }
}

function graph(title: string, left: IMetric[], right: IMetric[]): GraphWidget {
  return new GraphWidget({ title, left, right, width: 12, height: 6 });
}
