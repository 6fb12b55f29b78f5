/**
 * A function's role must allow the use of what its environment names. A missing permission shows
 * only with the first record.
 */
import type { Part } from '../part';
import { keyOf, permits } from '../permissions';
import type { Rule } from '../rule';
import type { Resource, Templates } from '../templates';

/** The action that a function takes on a resource that its environment names. */
const USES: Readonly<Record<string, string>> = {
  'AWS::KinesisFirehose::DeliveryStream': 'firehose:PutRecordBatch',
  'AWS::Lambda::Alias': 'lambda:InvokeFunction',
  'AWS::SecretsManager::Secret': 'secretsmanager:GetSecretValue',
};

export const FUNCTION_ACCESS_RULES: readonly Rule[] = [
  {
    id: 'function-lacks-permission',
    source: 'https://docs.aws.amazon.com/lambda/latest/dg/lambda-intro-execution-role.html',
    type: 'AWS::Lambda::Function',
    *check(handler, app) {
      const role = app.target(handler.properties.at('Role'), handler);
      const variables = handler.properties.at('Environment', 'Variables');
      for (const [name, value] of role === undefined ? [] : variables.entries) {
        const used = app.target(value, handler);
        if (role === undefined || used === undefined) continue;
        for (const { action, on } of uses(name, used, variables, app))
          if (!on.some((resource) => permits(app, role, action, resource)))
            yield {
              at: `Environment.Variables.${name}`,
              message: `The function's role has no ${action} on ${on[0]}. Grant it.`,
            };
      }
    },
  },
];

interface Use {
  readonly action: string;
  /** Any of these will do: policies name a resource by its name or by its ARN. */
  readonly on: readonly string[];
}

function uses(name: string, used: Resource, variables: Part, app: Templates): readonly Use[] {
  const action = USES[used.type];
  const named = `<${used.stack}.${used.id}`;
  if (action !== undefined) return [{ action, on: [`${named}>`, `${named}.Arn>`] }];
  const prefix = variables.at(name.replace(/_BUCKET$/, '_PREFIX')).text;
  if (used.type !== 'AWS::S3::Bucket' || prefix === undefined) return [];
  const key = keyOf(used, app);
  return [
    { action: 's3:PutObject', on: [`${named}.Arn>/${prefix}`] },
    ...(key === undefined ? [] : [{ action: 'kms:GenerateDataKey', on: [`<${key.stack}.${key.id}.Arn>`] }]),
  ];
}
