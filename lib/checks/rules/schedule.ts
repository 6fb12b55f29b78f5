/** A schedule must be allowed to call its function. */
import type { Rule } from '../rule';

const SOURCE =
  'https://docs.aws.amazon.com/eventbridge/latest/userguide/eb-use-resource-based.html#eb-lambda-permissions';

export const SCHEDULE_RULES: readonly Rule[] = [
  {
    id: 'schedule-may-not-call-function',
    source: SOURCE,
    type: 'AWS::Events::Rule',
    *check(rule, app) {
      for (const target of rule.properties.at('Targets').list) {
        const called = app.target(target.at('Arn'), rule);
        if (called?.type !== 'AWS::Lambda::Alias' && called?.type !== 'AWS::Lambda::Function') continue;
        const isLet = app
          .of('AWS::Lambda::Permission')
          .some(
            (permission) =>
              permission.properties.at('Principal').text === 'events.amazonaws.com' &&
              app.target(permission.properties.at('FunctionName'), permission) === called,
          );
        if (!isLet)
          yield {
            at: 'Targets',
            message: `EventBridge may not call ${called.id}. Add a permission for events.amazonaws.com.`,
          };
      }
    },
  },
];
