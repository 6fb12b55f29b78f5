/**
 * The CDK app for ministack: every stack of dev, without what ministack cannot do. Resources are
 * removed from the construct tree before synthesis, because the CLI finds templates by their hash
 * and they cannot change afterwards.
 */
import { App, CfnResource } from 'aws-cdk-lib';
import { CfnApplication } from 'aws-cdk-lib/aws-kinesisanalyticsv2';
import { addStacks } from '../../lib/app';
import { type StageSettings, stageSettings } from '../../lib/stages';
import { WITHOUT } from './without';

const DEV = stageSettings('dev');

const STAGE: StageSettings = {
  ...DEV,
  delivery: {
    ...DEV.delivery,
    // ministack does not split a Firehose record into documents.
    transform: { ...DEV.delivery.transform, documentsPerRecord: 1 },
    // It writes an object for each document while the function waits, some 20 a second. The
    // function repeats a call that takes 10 s, so a batch must be small.
    mapping: { ...DEV.delivery.mapping, batchSize: 1 },
  },
};

/** Replaces Studio's runtime. Nobody starts the application, so it need only exist. */
const RUNTIME = 'FLINK-1_15';

function main(): void {
  const app = new App();
  addStacks(app, STAGE, { alarmEmail: 'alarms@example.com' });
  const resources = app.node.findAll().filter((construct) => CfnResource.isCfnResource(construct));
  for (const resource of resources)
    if (resource instanceof CfnApplication) resource.addPropertyOverride('RuntimeEnvironment', RUNTIME);
  for (const [type, reason] of Object.entries(WITHOUT)) {
    const removed = resources.filter((resource) => resource.cfnResourceType === type);
    for (const { node } of removed) node.scope?.node.tryRemoveChild(node.id);
    say(`without ${removed.length} ${type}: ${reason}`);
  }
  say(`Studio's application with the runtime ${RUNTIME}: ministack knows none with a notebook`);
  say(
    `one document in a Firehose record, instead of ${DEV.delivery.transform.documentsPerRecord}: ministack splits none`,
  );
  say(
    `one Kinesis record in a batch, instead of ${DEV.delivery.mapping.batchSize}: ministack writes a document at a time`,
  );
}

function say(line: string): void {
  process.stdout.write(`  ${line}\n`);
}

main();
