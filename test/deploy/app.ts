/**
 * The CDK app as ministack can have it: every stack of dev, less what ministack cannot do. What goes is taken out of the
 * construct tree, before synthesis: the CLI finds templates by their hash, so that they cannot be changed afterwards.
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
    // ministack does not take a Firehose record apart.
    transform: { ...DEV.delivery.transform, documentsPerRecord: 1 },
    // It writes an object a document while the function waits, some 20 a second: few at a time, as the function makes a
    // call again that takes 10 s.
    mapping: { ...DEV.delivery.mapping, batchSize: 1 },
  },
};

/** Stands in for Studio's runtime: an application that nobody starts is all that it is there. */
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
    say(`less ${removed.length} ${type}: ${reason}`);
  }
  say(`Studio's application with the runtime ${RUNTIME}: ministack has none with a notebook`);
  say(
    `one document a Firehose record, in place of ${DEV.delivery.transform.documentsPerRecord}: ministack takes none apart`,
  );
  say(
    `one Kinesis record a batch, in place of ${DEV.delivery.mapping.batchSize}: ministack writes a document at a time`,
  );
}

function say(line: string): void {
  process.stdout.write(`  ${line}\n`);
}

main();
