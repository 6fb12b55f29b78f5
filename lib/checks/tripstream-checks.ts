/** Our own rules as a plugin of the CDK. */
import type {
  IPolicyValidationContext,
  IPolicyValidationPlugin,
  PolicyValidationPluginReport,
  PolicyViolation,
} from 'aws-cdk-lib';
import { type Finding, findings } from './rule';
import { RULES } from './rules';
import { Templates } from './templates';

/** Reports our own rules as the CDK reports those of others: by construct, with the remedy. */
export class TripstreamChecks implements IPolicyValidationPlugin {
  readonly name = 'Tripstream';
  readonly ruleIds = RULES.map(({ id }) => id);

  validate({ stackTemplates }: IPolicyValidationContext): PolicyValidationPluginReport {
    const files = new Map(
      stackTemplates.map(({ stackConstructPath, templatePath }) => [stackConstructPath, templatePath]),
    );
    const violations = [...findings(RULES, Templates.read(stackTemplates))].map((finding) =>
      violation(finding, files.get(finding.resource.stack) ?? ''),
    );
    return { success: violations.length === 0, violations };
  }
}

function violation({ rule, resource, at, message }: Finding, templatePath: string): PolicyViolation {
  return {
    ruleName: rule.id,
    description: `${at}: ${message}`,
    severity: 'error',
    violatingResources: [{ resourceLogicalId: resource.id, templatePath, locations: [`Properties.${at}`] }],
    ruleMetadata: { DocumentationUrl: rule.source },
  };
}
