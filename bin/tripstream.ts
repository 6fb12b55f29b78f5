/**
 * The CDK app. `-c stage=dev|prod` chooses the stage (default: dev), `-c alarmEmail=…` the address
 * for notices.
 */
import { App } from 'aws-cdk-lib';
import { addStacks } from '../lib/app';
import { stageSettings } from '../lib/stages';

const app = new App();
const alarmEmail: string | undefined = app.node.tryGetContext('alarmEmail');
addStacks(app, stageSettings(app.node.tryGetContext('stage') ?? 'dev'), alarmEmail === undefined ? {} : { alarmEmail });

// The CDK's own switch. `npm start` turns it off: nothing is deployed, and the checks take 5 s.
if (process.env.CDK_VALIDATION !== 'false') import('../lib/checks/checks').then(({ addChecks }) => addChecks(app));
