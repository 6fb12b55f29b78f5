/**
 * The checkers that every `cdk synth` and `cdk deploy` runs on the templates. docs/decisions/0007
 * says what each one sees.
 */
import {
  type App,
  CloudFormationValidatePlugin,
  type IPolicyValidationContext,
  type IPolicyValidationPlugin,
  type PolicyValidationPluginReport,
  Validations,
} from 'aws-cdk-lib';
import { AwsSolutionsChecks } from 'cdk-nag';
import { Preflight } from 'cdk-preflight';
import { exact } from '../exact';
import { TripstreamChecks } from './tripstream-checks';
import { waive } from './waive';
import { CLOUDFORMATION_WAIVERS, NAG_WAIVERS, TRIPSTREAM_WAIVERS } from './waivers';

/** Adds the checkers to an app. Every finding that is not waived fails the synthesis. */
export function addChecks(app: App): void {
  Validations.of(app).addPlugins(new Nag(), exact<IPolicyValidationPlugin>(new CloudFormation()), new Tripstream());
  // There is nothing to waive: whatever it finds has failed a real deployment.
  Preflight.apply(app);
}

class Nag extends AwsSolutionsChecks {
  override validate(context: IPolicyValidationContext): PolicyValidationPluginReport {
    return waive(super.validate(context), context, NAG_WAIVERS);
  }
}

/** Replaces the one that the CDK would add by itself. */
class CloudFormation extends CloudFormationValidatePlugin {
  override validate(context: IPolicyValidationContext): PolicyValidationPluginReport {
    return waive(super.validate(context), context, CLOUDFORMATION_WAIVERS);
  }
}

class Tripstream extends TripstreamChecks {
  override validate(context: IPolicyValidationContext): PolicyValidationPluginReport {
    return waive(super.validate(context), context, TRIPSTREAM_WAIVERS);
  }
}
