/** Reads the synthesised cloud assembly. */
import { readdirSync, readFileSync } from 'node:fs';
import path from 'node:path';

const SUFFIX = '.template.json';

/** @returns the stacks of a cloud assembly by name, with the number of their resources */
export function stacksIn(assembly: string): ReadonlyMap<string, number> {
  return new Map(templates(assembly).map(([stack, { resources }]) => [stack, resources]));
}

/**
 * Checks that every reference has a target; ministack takes a dangling one for a name.
 * @throws Error that names a resource which was removed and is still referred to
 */
export function checkReferences(assembly: string): void {
  for (const [stack, { text, ids }] of templates(assembly))
    for (const [, ref, attribute] of text.matchAll(/"Ref": "(\w+)"|"Fn::GetAtt": \[\s*"(\w+)"/g)) {
      const id = ref ?? attribute ?? '';
      if (!ids.has(id))
        throw new Error(`${stack} refers to ${id}, which it does not have: see WITHOUT in test/deploy/without.ts.`);
    }
}

interface Template {
  readonly resources: number;
  /** Logical ids of resources and parameters. */
  readonly ids: ReadonlySet<string>;
  readonly text: string;
}

function templates(assembly: string): (readonly [string, Template])[] {
  const files = readdirSync(assembly).filter((file) => file.endsWith(SUFFIX));
  return files.map((file) => {
    const text = readFileSync(path.join(assembly, file), 'utf8');
    const { Resources, Parameters = {} } = JSON.parse(text) as { Resources: object; Parameters?: object };
    const ids = new Set([...Object.keys(Resources), ...Object.keys(Parameters)]);
    return [path.basename(file, SUFFIX), { resources: Object.keys(Resources).length, ids, text }];
  });
}
