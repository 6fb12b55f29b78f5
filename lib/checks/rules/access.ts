/** A role, a key and a topic must not be open to everybody. */
import type { Part } from '../part';
import type { Rule } from '../rule';

const SOURCE = 'https://docs.aws.amazon.com/IAM/latest/UserGuide/reference_policies_elements_principal.html';

const letsAnyone = (document: Part): boolean =>
  document
    .at('Statement')
    .list.some(
      (statement) =>
        statement.at('Effect').text === 'Allow' &&
        !statement.at('Condition').exists &&
        [statement.at('Principal'), ...statement.at('Principal', 'AWS').list].some(({ text }) => text === '*'),
    );

export const ACCESS_RULES: readonly Rule[] = [
  {
    id: 'role-open-to-any-account',
    source: SOURCE,
    type: 'AWS::IAM::Role',
    *check({ properties }) {
      if (letsAnyone(properties.at('AssumeRolePolicyDocument')))
        yield {
          at: 'AssumeRolePolicyDocument',
          message: 'Any account may assume this role. Name the service that assumes it.',
        };
    },
  },
  {
    id: 'key-open-to-any-account',
    source: SOURCE,
    type: 'AWS::KMS::Key',
    *check({ properties }) {
      if (letsAnyone(properties.at('KeyPolicy')))
        yield { at: 'KeyPolicy', message: 'Any account may use this key. Name who may use it.' };
    },
  },
  {
    id: 'topic-open-to-anyone',
    source: SOURCE,
    type: 'AWS::SNS::TopicPolicy',
    *check({ properties }) {
      if (letsAnyone(properties.at('PolicyDocument')))
        yield { at: 'PolicyDocument', message: 'Anyone may publish to this topic. Name the service that publishes.' };
    },
  },
];
