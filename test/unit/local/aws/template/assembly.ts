import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import type { StackTemplate } from '../../../../../local/aws/template/assembly';

const made: string[] = [];

afterAll(() => {
  for (const folder of made.splice(0)) rmSync(folder, { recursive: true });
});

/**
 * Writes a cloud assembly as `cdk synth` would, removed after the tests.
 * @param stacks templates by stack name
 * @param assets folders by object key
 */
export function cloudAssembly(
  stacks: Readonly<Record<string, StackTemplate>>,
  assets: Readonly<Record<string, string>> = {},
): string {
  const folder = mkdtempSync(join(tmpdir(), 'tripstream-assembly-'));
  made.push(folder);
  const write = (file: string, content: unknown) => writeFileSync(join(folder, file), JSON.stringify(content));
  const artifacts = Object.keys(stacks).map((name) => [
    name,
    { type: 'aws:cloudformation:stack', properties: { templateFile: `${name}.template.json` } },
  ]);
  const assetManifest = { type: 'cdk:asset-manifest', properties: { file: 'assets.json' } };
  write('manifest.json', { artifacts: { ...Object.fromEntries(artifacts), assets: assetManifest } });
  for (const [name, template] of Object.entries(stacks)) write(`${name}.template.json`, template);
  const files = Object.entries(assets).map(([objectKey, path]) => [
    objectKey,
    { source: { path }, destinations: { current: { objectKey } } },
  ]);
  write('assets.json', { files: Object.fromEntries(files) });
  return folder;
}

/** The resource of a construct, as the CDK writes it. */
export function resource(path: string, Type: string, Properties: Readonly<Record<string, unknown>> = {}) {
  return { Type, Properties, Metadata: { 'aws:cdk:path': `${path}/Resource` } };
}
