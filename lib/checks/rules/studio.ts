/** The settings of Managed Service for Apache Flink that a Studio notebook accepts, and needs. */
import type { Part } from '../part';
import { permits } from '../permissions';
import type { Rule } from '../rule';
import type { Resource } from '../templates';

const TYPE = 'AWS::KinesisAnalyticsV2::Application';
const DEVELOPER_GUIDE = 'https://docs.aws.amazon.com/managed-flink/latest/java';

/**
 * The connectors that the service fetches by name. Any other must be a JAR in S3 with its
 * dependencies inside.
 */
export const CONNECTORS: readonly string[] = ['org.apache.flink:flink-sql-connector-kinesis:1.15.4'];

const configuration = ({ properties }: Resource): Part => properties.at('ApplicationConfiguration');

const isNotebook = ({ properties }: Resource): boolean => properties.at('ApplicationMode').text === 'INTERACTIVE';

export const STUDIO_RULES: readonly Rule[] = [
  {
    id: 'studio-connector-unknown',
    source: `${DEVELOPER_GUIDE}/how-zeppelin-connectors.html`,
    type: TYPE,
    *check(application) {
      const artifacts = configuration(application).at(
        'ZeppelinApplicationConfiguration',
        'CustomArtifactsConfiguration',
      );
      for (const reference of artifacts.list.map((artifact) => artifact.at('MavenReference'))) {
        if (!reference.exists) continue;
        const coordinates = ['GroupId', 'ArtifactId', 'Version'].map((part) => reference.at(part).text).join(':');
        if (!CONNECTORS.includes(coordinates))
          yield {
            at: 'ApplicationConfiguration.ZeppelinApplicationConfiguration.CustomArtifactsConfiguration',
            message: `Studio does not know ${coordinates}. Use ${CONNECTORS.join(' or ')}, or a JAR in S3.`,
          };
      }
    },
  },
  {
    id: 'studio-option-not-for-notebook',
    source: `${DEVELOPER_GUIDE}/how-notebook.html`,
    type: TYPE,
    *check(application) {
      if (!isNotebook(application)) return;
      const refused = [
        ['ApplicationSnapshotConfiguration'],
        ['ApplicationSystemRollbackConfiguration'],
        ['ApplicationCodeConfiguration'],
        ['FlinkApplicationConfiguration', 'CheckpointConfiguration'],
      ];
      for (const path of refused.filter((keys) => configuration(application).at(...keys).exists))
        yield {
          at: ['ApplicationConfiguration', ...path].join('.'),
          message: 'A notebook does not support this. Leave it out, and set checkpoints in the note.',
        };
    },
  },
  {
    id: 'studio-kpus-not-filled',
    source: `${DEVELOPER_GUIDE}/how-scaling.html`,
    type: TYPE,
    *check(application) {
      const parallelism = configuration(application).at('FlinkApplicationConfiguration', 'ParallelismConfiguration');
      const [slots, perKpu] = [
        parallelism.at('Parallelism').number ?? 1,
        parallelism.at('ParallelismPerKPU').number ?? 1,
      ];
      const at = 'ApplicationConfiguration.FlinkApplicationConfiguration.ParallelismConfiguration';
      if (perKpu < 1 || perKpu > 8) yield { at, message: `${perKpu} slots share a KPU. Set 1 to 8.` };
      else if (slots % perKpu !== 0)
        yield {
          at,
          message: `${slots} slots at ${perKpu} a KPU leave the last KPU partly idle, but paid for. Use a multiple of ${perKpu}.`,
        };
    },
  },
  {
    id: 'studio-has-too-few-slots',
    source:
      'https://nightlies.apache.org/flink/flink-docs-release-1.15/docs/concepts/flink-architecture/#task-slots-and-resources',
    type: 'AWS::SSM::Parameter',
    *check(parameter, app) {
      const value = app.render(parameter.properties.at('Value'), parameter.stack);
      const wanted = Number(value.match(/"statisticsStream":.*"parallelism":(\d+)/)?.[1]);
      for (const application of app.of(TYPE)) {
        const flink = configuration(application).at('FlinkApplicationConfiguration', 'ParallelismConfiguration');
        const slots = flink.at('Parallelism').number ?? 1;
        if (wanted > slots)
          yield {
            at: 'Value',
            message: `The job needs ${wanted} slots of ${slots}, so it would never start. Lower its parallelism.`,
          };
      }
    },
  },
  {
    id: 'studio-does-not-log',
    source: `${DEVELOPER_GUIDE}/cloudwatch-logs.html`,
    type: TYPE,
    *check(application, app) {
      const options = app
        .of('AWS::KinesisAnalyticsV2::ApplicationCloudWatchLoggingOption')
        .filter((option) => app.target(option.properties.at('ApplicationName'), option) === application)
        .map((option) => app.render(option.properties.at('CloudWatchLoggingOption', 'LogStreamARN'), option.stack));
      if (!options.some((arn) => arn.includes(':log-stream:')))
        yield {
          at: 'ApplicationConfiguration',
          message: `The application logs to ${options.join() || 'nowhere'}. Add a logging option with the ARN of a log stream.`,
        };
    },
  },
  {
    id: 'studio-without-database',
    source: `${DEVELOPER_GUIDE}/how-zeppelin-glue.html`,
    type: TYPE,
    *check(application) {
      const zeppelin = configuration(application).at('ZeppelinApplicationConfiguration');
      if (
        isNotebook(application) &&
        !zeppelin.at('CatalogConfiguration', 'GlueDataCatalogConfiguration', 'DatabaseARN').exists
      )
        yield {
          at: 'ApplicationConfiguration.ZeppelinApplicationConfiguration.CatalogConfiguration',
          message: 'A notebook needs a Glue database for its tables. Name one.',
        };
    },
  },
  {
    id: 'studio-may-not-use-stream',
    source: `${DEVELOPER_GUIDE}/how-zeppelin-appendix-iam.html`,
    type: 'AWS::SSM::Parameter',
    *check(parameter, app) {
      const value = app.render(parameter.properties.at('Value'), parameter.stack);
      const needed = { sourceStream: 'kinesis:GetRecords', statisticsStream: 'kinesis:PutRecords' };
      for (const application of app.of(TYPE))
        for (const [name, action] of Object.entries(needed)) {
          const role = app.target(application.properties.at('ServiceExecutionRole'), application);
          const stream = value.match(new RegExp(`"${name}":"<([^>]+)>"`))?.[1];
          if (role !== undefined && stream !== undefined && !permits(app, role, action, `<${stream}.Arn>`))
            yield { at: 'Value', message: `The notebook's role has no ${action} on ${stream}. Grant it.` };
        }
    },
  },
];
