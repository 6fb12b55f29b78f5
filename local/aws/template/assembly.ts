/** Reads a cloud assembly: stacks' templates, and the folders of bundled code. */
import { existsSync, readFileSync } from 'node:fs';
import { join, resolve } from 'node:path';

/** A resource as a template has it. */
export interface ResourceTemplate {
  readonly Type: string;
  readonly Properties?: Readonly<Record<string, unknown>>;
  readonly Metadata?: Readonly<Record<string, unknown>>;
}

/** The parts of a CloudFormation template that a wiring is read from. */
export interface StackTemplate {
  readonly Resources?: Readonly<Record<string, ResourceTemplate>>;
  readonly Outputs?: Readonly<
    Record<string, { readonly Value: unknown; readonly Export?: { readonly Name: unknown } }>
  >;
  readonly Parameters?: Readonly<Record<string, { readonly Default?: unknown }>>;
}

export interface Stack {
  readonly name: string;
  readonly template: StackTemplate;
}

export interface Assembly {
  readonly stacks: readonly Stack[];
  /** Absolute paths of file assets, by the object keys that templates name. */
  readonly assets: ReadonlyMap<string, string>;
}

interface Manifest {
  readonly artifacts?: Readonly<Record<string, Artifact>>;
}

interface Artifact {
  readonly type: string;
  readonly properties?: { readonly templateFile?: string; readonly stackName?: string; readonly file?: string };
}

interface AssetManifest {
  readonly files?: Readonly<Record<string, FileAsset>>;
}

interface FileAsset {
  readonly source: { readonly path?: string };
  readonly destinations: Readonly<Record<string, { readonly objectKey: string }>>;
}

/**
 * Reads the templates and asset manifests of a cloud assembly.
 * @throws Error when `directory` holds no cloud assembly
 */
export function readAssembly(directory: string): Assembly {
  const manifestFile = join(directory, 'manifest.json');
  if (!existsSync(manifestFile))
    throw new Error(
      `${resolve(directory)} holds no cloud assembly (no manifest.json): make one with \`npm run synth\``,
    );
  const artifacts = Object.entries(readJson<Manifest>(manifestFile).artifacts ?? {});
  return {
    stacks: artifacts.flatMap(([id, { type, properties }]) =>
      type === 'aws:cloudformation:stack' && properties?.templateFile !== undefined
        ? [
            {
              name: properties.stackName ?? id,
              template: readJson<StackTemplate>(join(directory, properties.templateFile)),
            },
          ]
        : [],
    ),
    assets: new Map(
      artifacts.flatMap(([, { type, properties }]) =>
        type === 'cdk:asset-manifest' && properties?.file !== undefined ? readAssets(directory, properties.file) : [],
      ),
    ),
  };
}

function readAssets(directory: string, file: string): [key: string, path: string][] {
  const assets = Object.values(readJson<AssetManifest>(join(directory, file)).files ?? {});
  return assets.flatMap(({ source, destinations }) => {
    const { path } = source;
    if (path === undefined) return [];
    return Object.values(destinations).map(({ objectKey }): [string, string] => [objectKey, resolve(directory, path)]);
  });
}

function readJson<T>(file: string): T {
  return JSON.parse(readFileSync(file, 'utf8')) as T;
}
