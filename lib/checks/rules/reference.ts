/**
 * Stacks pass values by exports, which emulators know too:
 * docs/decisions/0008-strong-references.md.
 */
import type { Part } from '../part';
import type { Problem, Rule } from '../rule';
import type { Templates } from '../templates';

export const REFERENCE_RULES: readonly Rule[] = [
  {
    id: 'reference-is-not-an-export',
    source: 'https://docs.aws.amazon.com/AWSCloudFormation/latest/UserGuide/using-cfn-stack-exports.html',
    type: '*',
    check: ({ properties }, app) => references('', properties, app),
  },
];

function* references(at: string, value: Part, app: Templates): Generator<Problem> {
  for (const [key, inner] of value.entries) {
    if (key === 'Fn::ImportValue' && inner.text !== undefined && !app.isExported(inner.text))
      yield {
        at,
        message: `No stack exports ${inner}, so the deployment fails. Export it, or take the value from elsewhere.`,
      };
    else if (key === 'Fn::GetStackOutput')
      yield {
        at,
        message: 'This is a weak reference. Set @aws-cdk/core:defaultCrossStackReferences to "strong" in cdk.json.',
      };
    else yield* references(at === '' ? key : `${at}.${key}`, inner, app);
  }
}
