/**
 * The CDK app: `cdk synth -c stage=dev|prod`, dev unless said otherwise; `-c alarmEmail=…` for who
 * gets the notices.
 */
import { App } from 'aws-cdk-lib';
import { addStacks } from '../lib/app';
import { stageSettings } from '../lib/stages';

const app = new App();
const alarmEmail: string | undefined = app.node.tryGetContext('alarmEmail');
addStacks(app, stageSettings(app.node.tryGetContext('stage') ?? 'dev'), alarmEmail === undefined ? {} : { alarmEmail });

// The CDK's own switch. `npm start` turns it: what runs on this machine is not deployed, and the
// checks take 5 s.
if (process.env.CDK_VALIDATION !== 'false') import('../lib/checks/checks').then(({ addChecks }) => addChecks(app));
