/** The Operations stack: alarms, notices, budget, and Athena. */
import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import type { AppOptions } from '../../lib/app';
import { functionOf, type Loose, only, type SynthesisedStage, synthesiseStage } from './app';

const ROOT = join(__dirname, '../..');

describe.each(['dev', 'prod'])('the operations of %s', (name) => {
  let app: SynthesisedStage;
  beforeAll(() => {
    app = synthesiseStage(name);
  });

  const propertiesOf = (type: string) =>
    Object.values<Loose>(app.operations.findResources(type)).map(({ Properties }) => Properties);
  const topic = () => Object.keys(app.operations.findResources('AWS::SNS::Topic'))[0];
  const alarms = () => propertiesOf('AWS::CloudWatch::Alarm');
  const headingOf = ({ AlarmDescription }: Loose): string => AlarmDescription.split(':')[0];
  const alarm = (heading: string) => alarms().find((each) => headingOf(each) === heading);

  describe('the workgroup that queries the lake', () => {
    const configuration = () => (only(app.operations, 'AWS::Athena::WorkGroup') as Loose).WorkGroupConfiguration;

    it('stops a query that reads too much, whatever its sender sets', () => {
      expect(configuration()).toMatchObject({
        EnforceWorkGroupConfiguration: true,
        EngineVersion: { SelectedEngineVersion: 'Athena engine version 3' },
        BytesScannedCutoffPerQuery: app.stage.operations.athena.bytesScannedCutoff.toBytes(),
      });
      // Athena's own minimum.
      expect(configuration().BytesScannedCutoffPerQuery).toBeGreaterThanOrEqual(10_000_000);
    });

    it("encrypts results with the lake's key, and lets them expire", () => {
      const { ResultConfiguration } = configuration();
      const [[id, { Properties: answers }] = ['', {} as Loose], ...more] = Object.entries<Loose>(
        app.operations.findResources('AWS::S3::Bucket'),
      );
      expect(more).toEqual([]);
      expect(JSON.stringify(ResultConfiguration.OutputLocation)).toContain(`"s3://",{"Ref":"${id}"}`);
      expect(ResultConfiguration.EncryptionConfiguration).toEqual({
        EncryptionOption: 'SSE_KMS',
        KmsKey: { 'Fn::ImportValue': expect.stringContaining('LakeKey') },
      });
      expect(answers.LifecycleConfiguration.Rules).toEqual([
        expect.objectContaining({ ExpirationInDays: app.stage.operations.athena.answerExpiry.toDays() }),
      ]);
    });

    it('saves every query of athena-sql, for its workgroup and its database', () => {
      const queries = propertiesOf('AWS::Athena::NamedQuery');
      const files = readdirSync(join(ROOT, 'athena-sql')).filter((file) => file.endsWith('.sql'));
      expect(queries.map(({ Name }) => `${Name}.sql`).sort()).toEqual(files.sort());
      for (const { Name, Description, QueryString, Database, WorkGroup } of queries) {
        expect(QueryString).toMatch(/^-- .+\?\n/);
        expect(QueryString).toContain(`-- ${Description}\n`);
        expect(QueryString).toContain('(year = 2016 AND month IN (3))');
        expect(QueryString).not.toContain('{{');
        expect([Name, WorkGroup]).toEqual([expect.stringMatching(/^[a-z-]+$/), `tripstream-${name}`]);
        expect(Database).toEqual({ 'Fn::ImportValue': expect.stringContaining('Database') });
      }
    });
  });

  describe('the budget', () => {
    const budget = () => Object.values<Loose>(app.operations.findResources('AWS::Budgets::Budget'))[0];

    it('tells the topic at 80 and 100 % of what was spent, and at 100 % of the forecast', () => {
      const notices = budget().Properties.NotificationsWithSubscribers.map(({ Notification, Subscribers }: Loose) => {
        expect(Subscribers).toEqual([{ SubscriptionType: 'SNS', Address: { Ref: topic() } }]);
        return [Notification.NotificationType, Notification.ComparisonOperator, Notification.Threshold];
      });
      expect(notices).toEqual([
        ['ACTUAL', 'GREATER_THAN', 80],
        ['ACTUAL', 'GREATER_THAN', 100],
        ['FORECASTED', 'GREATER_THAN', 100],
      ]);
    });

    it('counts the whole account each month: no tag has to be activated for it to tell', () => {
      const { Budget } = budget().Properties;
      expect(Budget).toEqual({
        BudgetType: 'COST',
        TimeUnit: 'MONTHLY',
        BudgetLimit: { Amount: app.stage.operations.budget.monthly, Unit: 'USD' },
      });
    });

    it('comes after the permission to tell the topic, without which it would be refused', () => {
      expect(budget().DependsOn).toEqual(
        expect.arrayContaining(Object.keys(app.operations.findResources('AWS::SNS::TopicPolicy'))),
      );
    });
  });

  describe('the topic', () => {
    const publishers = ['cloudwatch.amazonaws.com', 'budgets.amazonaws.com'];

    it('may be published to by the alarms and budgets of this account, and of no other', () => {
      const { PolicyDocument } = only(app.operations, 'AWS::SNS::TopicPolicy') as Loose;
      const allowed = PolicyDocument.Statement.filter(({ Effect }: Loose) => Effect === 'Allow');
      expect(allowed.map(({ Principal }: Loose) => Principal.Service)).toEqual(publishers);
      for (const { Action, Condition } of allowed) {
        expect(Action).toBe('sns:Publish');
        expect(JSON.stringify(Condition)).toMatch(/"aws:Source(Arn|Account)":.*\{"Ref":"AWS::AccountId"\}/);
      }
    });

    it('is encrypted with a key that they may use', () => {
      const [[id, { Properties }] = ['', {} as Loose]] = Object.entries<Loose>(
        app.operations.findResources('AWS::KMS::Key'),
      );
      expect(only(app.operations, 'AWS::SNS::Topic')).toMatchObject({ KmsMasterKeyId: { 'Fn::GetAtt': [id, 'Arn'] } });
      expect(Properties.KeyPolicy.Statement).toContainEqual({
        Effect: 'Allow',
        Principal: { Service: [...publishers].sort() },
        Action: ['kms:Decrypt', 'kms:GenerateDataKey'],
        Resource: '*',
      });
    });

    it('takes nothing that comes without TLS', () => {
      const { PolicyDocument } = only(app.operations, 'AWS::SNS::TopicPolicy') as Loose;
      expect(PolicyDocument.Statement).toContainEqual(
        expect.objectContaining({ Effect: 'Deny', Condition: { Bool: { 'aws:SecureTransport': 'false' } } }),
      );
    });
  });

  describe('the alarms', () => {
    it('all tell the topic', () => {
      expect(alarms().length).toBeGreaterThan(10);
      for (const { AlarmActions, ActionsEnabled } of alarms()) {
        expect(AlarmActions).toEqual([{ Ref: topic() }]);
        expect(ActionsEnabled).not.toBe(false);
      }
    });

    it('each have a heading in docs/operate.md', () => {
      const headings = alarms().map(headingOf);
      expect(headings.filter((heading) => !runbook().includes(heading))).toEqual([]);
      expect(new Set(headings).size).toBe(headings.length);
    });

    it('are raised by the first record that is given up, dropped, refused or undelivered', () => {
      const lost = alarms().filter(({ AlarmDescription }) =>
        /given up|dropped|refused|could not deliver/.test(AlarmDescription),
      );
      expect(lost.length).toBe(7);
      for (const row of lost)
        expect(row).toMatchObject({
          ComparisonOperator: 'GreaterThanThreshold',
          Threshold: 0,
          EvaluationPeriods: 1,
          Statistic: 'Sum',
          TreatMissingData: 'notBreaching',
        });
    });

    it.each([
      ['Trips', 'transform', 'delivery', 'DroppedEventCount', 'Trips were dropped'],
      ['Trips', 'transform', 'delivery', 'OnFailureDestinationDeliveredEventCount', 'Trips were given up'],
      ['Statistics', 'index-statistics', 'analytics', 'DroppedEventCount', 'Statistics were dropped'],
      [
        'Statistics',
        'index-statistics',
        'analytics',
        'OnFailureDestinationDeliveredEventCount',
        'Statistics were given up',
      ],
    ] as const)('watch the mapping of %s to %s, which is told to count', (_, folder, stack, metric, heading) => {
      const [[id, mapping] = ['', {} as Loose]] = Object.entries<Loose>(
        app[stack].findResources('AWS::Lambda::EventSourceMapping'),
      );
      expect(JSON.stringify(mapping.Properties.FunctionName)).toContain(':live');
      // It calls this function, by its alias.
      const [alias] = Object.keys(
        app[stack].findResources('AWS::Lambda::Alias', {
          Properties: { FunctionName: { Ref: functionOf(app[stack], folder).id } },
        }),
      );
      expect(JSON.stringify(mapping.Properties.FunctionName)).toContain(JSON.stringify({ Ref: alias }));
      expect(mapping.Properties.MetricsConfig).toEqual({ Metrics: ['EventCount'] });
      expect(alarm(heading)).toMatchObject({
        Namespace: 'AWS/Lambda',
        MetricName: metric,
        Dimensions: [{ Name: 'EventSourceMappingUUID', Value: imported(`Ref${id}`) }],
      });
    });

    it('report a delay while most of the time to repair it is left', () => {
      const { delivery, analytics } = app.stage;
      const share = (heading: string, metric: string, ms: number) => {
        expect(alarm(heading)).toMatchObject({ MetricName: metric, Statistic: 'Maximum' });
        return alarm(heading).Threshold / ms;
      };
      const age = (heading: string, ms: number) => share(heading, 'IteratorAge', ms);
      expect(age('Trips wait for the lake', delivery.mapping.maxRecordAge.toMilliseconds())).toBeLessThan(0.1);
      expect(age('Statistics wait for OpenSearch', analytics.mapping.maxRecordAge.toMilliseconds())).toBeLessThan(0.1);
      const unread = 'GetRecords.IteratorAgeMilliseconds';
      expect(share('Trips are not read', unread, app.stage.storage.stream.retention.toMilliseconds())).toBe(0.5);
      expect(share('Statistics are not read', unread, analytics.stream.retention.toMilliseconds())).toBe(0.5);
    });

    it('report a runner that cannot make the job run', () => {
      const { id } = functionOf(app.analytics, 'studio-runner');
      expect(alarm('The job does not run')).toMatchObject({
        MetricName: 'Errors',
        Threshold: 0,
        Dimensions: expect.arrayContaining([{ Name: 'FunctionName', Value: imported(`Ref${id}`) }]),
      });
    });

    it('report a stream that nobody reads', () => {
      for (const heading of ['Trips are not read', 'Statistics are not read'])
        expect(alarm(heading)).toMatchObject({ TreatMissingData: 'breaching' });
    });

    it('report a lake that is a quarter of an hour behind, and a red OpenSearch at once', () => {
      expect(alarm('The lake is behind')).toMatchObject({ MetricName: 'DeliveryToS3.DataFreshness', Threshold: 900 });
      expect(alarm('OpenSearch is red')).toMatchObject({
        MetricName: 'ClusterStatus.red',
        Threshold: 0,
        Period: 60,
        EvaluationPeriods: 1,
      });
    });

    it("count what this stage's OpenSearch refused, and no other's", () => {
      const { LogGroupName, MetricTransformations } = only(app.operations, 'AWS::Logs::MetricFilter') as Loose;
      const { LoggingConfig } = functionOf(app.analytics, 'index-statistics').properties;
      expect(LogGroupName).toEqual(imported(`Ref${LoggingConfig.LogGroup.Ref}`));
      expect(MetricTransformations).toEqual([
        { MetricNamespace: `Tripstream/${name}`, MetricName: 'StatisticsRefused', MetricValue: '$.DocumentsRefused' },
      ]);
      expect(alarm('Statistics were refused')).toMatchObject({ Namespace: `Tripstream/${name}` });
    });
  });

  it('watches strain where the stage says so, and there every node and a quarter of each disk', () => {
    const { search, operations } = app.stage;
    const nodes = alarm('OpenSearch has lost a node');
    expect(nodes !== undefined).toBe(operations.watchHealth);
    if (!operations.watchHealth) return;
    const managers = 'managers' in search ? search.managers?.count : 0;
    expect(nodes).toMatchObject({ Threshold: search.dataNodes + (managers ?? 0), Statistic: 'Minimum' });
    const disks = alarm("OpenSearch's disks are full");
    expect(disks).toMatchObject({ MetricName: 'FreeStorageSpace', Statistic: 'Minimum' });
    expect(disks.Threshold).toBe(search.volumeSize.toMebibytes() / 4);
    expect([nodes, disks].map(({ ComparisonOperator }) => ComparisonOperator)).toEqual([
      'LessThanThreshold',
      'LessThanThreshold',
    ]);
  });

  it('can be deleted: no other stack refers to it', () => {
    const { storage, search, delivery, analytics, operations } = app.stacks;
    expect([storage, search, delivery, analytics].flatMap(({ dependencies }) => dependencies)).not.toContain(
      operations,
    );
  });
});

describe('the runbook', () => {
  it('has no heading of an alarm that no stage has', () => {
    const { operations } = synthesiseStage('prod');
    const descriptions = JSON.stringify(operations.findResources('AWS::CloudWatch::Alarm'));
    expect(runbook().filter((heading) => !descriptions.includes(`"${heading}:`))).toEqual([]);
  });
});

describe('an address for notices', () => {
  const subscriptions = (options?: AppOptions) =>
    Object.values<Loose>(synthesiseStage('dev', options).operations.findResources('AWS::SNS::Subscription'));

  it('is subscribed to the topic if there is one', () => {
    expect(
      subscriptions({ alarmEmail: 'who@example.com' }).map(({ Properties }) => [
        Properties.Protocol,
        Properties.Endpoint,
      ]),
    ).toEqual([['email', 'who@example.com']]);
    expect(subscriptions()).toEqual([]);
  });

  it.each(['who', 'who@example', 'a b@example.com'])('is refused where it is not valid: %s', (address) => {
    expect(() => subscriptions({ alarmEmail: address })).toThrow(`alarmEmail "${address}" is not an e-mail address`);
  });
});

/** The headings below "Alarms" in docs/operate.md. */
function runbook(): readonly string[] {
  const text = readFileSync(join(ROOT, 'docs/operate.md'), 'utf8');
  return [...text.matchAll(/^### (.+)$/gm)].map(([, heading = '']) => heading);
}

function imported(part: string) {
  return { 'Fn::ImportValue': expect.stringContaining(part.slice(0, 40)) };
}
