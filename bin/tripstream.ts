/** The CDK app: `cdk synth -c stage=dev|prod`, dev unless said otherwise. */
import { App } from 'aws-cdk-lib';
import { addStacks } from '../lib/app';
import { stageSettings } from '../lib/stages';

const app = new App();
addStacks(app, stageSettings(app.node.tryGetContext('stage') ?? 'dev'));
