/**
 * Removes waived findings from a report and fails on the rest, and on a waiver that waives nothing
 * any more.
 */
import {
  CfnResource,
  type IPolicyValidationContext,
  type PolicyValidationPluginReport,
  type PolicyViolatingResource,
  type PolicyViolation,
  Stack,
} from 'aws-cdk-lib';
import type { IConstruct } from 'constructs';
import { ANY_STACK_PREFIX } from '../names';
import type { Waiver } from './waivers';

/**
 * Splits `Tripstream-dev-Search/Domain/Resource` into the stage and the path that both stages
 * share.
 */
const STAGED_PATH = new RegExp(`^${ANY_STACK_PREFIX}(.*)$`);

/**
 * Applies waivers to a report. Every finding that remains is an error: a warning that nobody has to
 * read is noise.
 * @param waivers the waivers for this report's checker
 * @returns the findings that are not waived, and one for each stale waiver
 */
export function waive(
  report: PolicyValidationPluginReport,
  { appConstruct, stackTemplates }: IPolicyValidationContext,
  waivers: readonly Waiver[],
): PolicyValidationPluginReport {
  const [, stage = ''] = stackTemplates[0]?.stackConstructPath.match(STAGED_PATH) ?? [];
  const current = waivers.filter((waiver) => waiver.stages === undefined || waiver.stages.includes(stage));
  const used = new Set<string>();
  const isWaived = (id: string, path: string): boolean => {
    const places = current
      .filter(({ ids }) => ids.includes(id))
      .flatMap(({ at }) => at.filter((place) => path === place || path.startsWith(`${place}/`)));
    for (const place of places) used.add(`${id} ${place}`);
    return places.length > 0;
  };
  const rest = report.violations.flatMap((violation): PolicyViolation[] => {
    const violatingResources = violation.violatingResources.filter(
      (resource) => !isWaived(withoutHashes(violation.ruleName), pathOf(resource, appConstruct)),
    );
    return violatingResources.length === 0 ? [] : [{ ...violation, severity: 'error', violatingResources }];
  });
  const stack = stackTemplates[0]?.stackConstructPath ?? '';
  const stale = current.flatMap(({ ids, at, reason }) => {
    const unused = ids.flatMap((id) =>
      at.filter((place) => !used.has(`${id} ${place}`)).map((place) => `${id} at ${place}`),
    );
    return unused.map((what) => staleWaiver(what, reason, stack));
  });
  const violations = [...rest, ...stale];
  return { ...report, success: violations.length === 0, violations };
}

/** A construct's path without the stage. Checkers of templates know the logical id instead. */
function pathOf(resource: PolicyViolatingResource, app: IConstruct): string {
  const { constructPath, resourceLogicalId } = resource;
  const path = constructPath ?? app.node.findAll().find((node) => idOf(node) === resourceLogicalId)?.node.path ?? '';
  return path.replace(STAGED_PATH, '$2');
}

function idOf(node: IConstruct): string | undefined {
  return CfnResource.isCfnResource(node) ? Stack.of(node).resolve(node.logicalId) : undefined;
}

const EXPORT_NAME = new RegExp(
  `${ANY_STACK_PREFIX}(\\w+):ExportsOutput(?:FnGetAtt|Ref)(\\w+?)[0-9A-F]{8}(\\w*?)[0-9A-F]{8}`,
  'g',
);

/**
 * cdk-nag's id of a finding without the parts that change by themselves: the name of an export
 * becomes `<Stack.Resource.Attribute>`, and a logical id loses its hash.
 */
export function withoutHashes(id: string): string {
  return id
    .replace(
      EXPORT_NAME,
      (_, _stage, stack, resource, attribute) => `<${[stack, resource, attribute].filter(Boolean).join('.')}>`,
    )
    .replace(/<(\w+?)[0-9A-F]{8}(\.\w+)?>/g, '<$1$2>');
}

function staleWaiver(what: string, reason: string, stack: string): PolicyViolation {
  return {
    ruleName: 'stale-waiver',
    description: `A waiver is stale: nothing is found as ${what} ("${reason}"). Remove it from lib/checks/waivers.ts`,
    severity: 'error',
    violatingResources: [{ constructPath: stack, locations: [] }],
  };
}
