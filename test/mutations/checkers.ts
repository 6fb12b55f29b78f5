/** Runs every checker on templates as `cdk synth` does, but without waivers. */
import { mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import {
  App,
  CloudFormationValidatePlugin,
  DefaultStackSynthesizer,
  type IPolicyValidationPlugin,
  type IStackSynthesizer,
  Stack,
  Validations,
} from 'aws-cdk-lib';
import { CfnInclude } from 'aws-cdk-lib/cloudformation-include';
import { FAIL_SYNTH_ON_VALIDATION_ERRORS_CONTEXT, VALIDATION_REPORT_FILE } from 'aws-cdk-lib/cx-api';
import { AwsSolutionsChecks } from 'cdk-nag';
import { Preflight } from 'cdk-preflight';
import cdkJson from '../../cdk.json';
import { TripstreamChecks } from '../../lib/checks/tripstream-checks';
import { exact } from '../../lib/exact';
import type { StackTemplates } from './broken-app';

/** The names of the plugins, as the CDK reports them. */
export const CHECKERS = ['Tripstream', 'cdk-preflight', 'CloudFormation Validate', 'AwsSolutions'] as const;

export type Checker = (typeof CHECKERS)[number];

/** The findings of each checker: the id of the rule by rule and place. */
export type Seen = ReadonlyMap<Checker, ReadonlyMap<string, string>>;

/** One instance for all runs: it keeps its engine, which takes a second to create. */
const CLOUDFORMATION = exact<IPolicyValidationPlugin>(new CloudFormationValidatePlugin());

/** Runs all checkers on these templates. */
export function check(templates: StackTemplates): Seen {
  const folder = mkdtempSync(join(tmpdir(), 'tripstream-mutation-'));
  try {
    const files = Object.entries(templates).map(([stackConstructPath, template]) => {
      const templatePath = join(folder, `${stackConstructPath}.json`);
      writeFileSync(templatePath, JSON.stringify(template));
      return { stackConstructPath, templatePath };
    });
    return checkFiles(files, join(folder, 'assembly'));
  } finally {
    rmSync(folder, { recursive: true });
  }
}

interface StackFile {
  readonly stackConstructPath: string;
  readonly templatePath: string;
}

function checkFiles(files: readonly StackFile[], outdir: string): Seen {
  // The report is read below, not printed.
  const context = { ...cdkJson.context, [FAIL_SYNTH_ON_VALIDATION_ERRORS_CONTEXT]: false };
  const app = new App({ outdir, context });
  try {
    for (const file of files) include(app, file);
  } catch {
    return checkUnreadable(files, app);
  }
  // Bound before Preflight replaces it with one that also prints the report.
  const synth = app.synth.bind(app);
  Validations.of(app).addPlugins(new AwsSolutionsChecks(), CLOUDFORMATION, new TripstreamChecks());
  Preflight.apply(app);
  synth();
  return readReport(join(outdir, VALIDATION_REPORT_FILE));
}

/**
 * Adds a template as constructs, because cdk-nag looks at constructs. Logical ids stay the same.
 */
function include(app: App, { stackConstructPath, templatePath: templateFile }: StackFile): void {
  const synthesizer = exact<IStackSynthesizer>(new DefaultStackSynthesizer({ generateBootstrapVersionRule: false }));
  new CfnInclude(new Stack(app, stackConstructPath, { synthesizer }), 'Template', { templateFile });
}

/**
 * Checks templates of which the CDK cannot make constructs, with the two checkers that read only
 * files.
 */
function checkUnreadable(files: readonly StackFile[], appConstruct: App): Seen {
  const stackTemplates = files.map((file) => ({ ...file, accountId: undefined, region: undefined }));
  const templatePaths = files.map(({ templatePath }) => templatePath);
  return new Map(
    [CLOUDFORMATION, new TripstreamChecks()].map((plugin) => {
      const { violations } = plugin.validate({ stackTemplates, templatePaths, appConstruct });
      const seen = violations.flatMap(({ ruleName, violatingResources }) =>
        violatingResources.map(
          ({ constructPath, resourceLogicalId }) =>
            [`${ruleName} ${constructPath ?? resourceLogicalId}`, ruleName] as const,
        ),
      );
      return [checkerOf(plugin.name), new Map(seen)];
    }),
  );
}

interface Report {
  readonly pluginReports: readonly {
    readonly pluginName: string;
    readonly violations: readonly {
      readonly ruleName: string;
      readonly violatingConstructs: readonly { readonly constructPath?: string }[];
    }[];
  }[];
}

function readReport(file: string): Seen {
  const { pluginReports } = JSON.parse(readFileSync(file, 'utf8')) as Report;
  return new Map(
    pluginReports.map(({ pluginName, violations }) => [
      checkerOf(pluginName),
      new Map(
        violations.flatMap(({ ruleName, violatingConstructs }) =>
          violatingConstructs.map(({ constructPath }) => [`${ruleName} ${constructPath}`, ruleName] as const),
        ),
      ),
    ]),
  );
}

function checkerOf(plugin: string): Checker {
  const checker = CHECKERS.find((name) => name === plugin);
  if (checker === undefined) throw new Error(`${plugin} is an unknown checker. Add it to CHECKERS.`);
  return checker;
}
