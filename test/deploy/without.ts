/**
 * What ministack 1.5.33 cannot do, by type of resource, with the reason. The app is deployed less these. Nothing that
 * stays may refer to them: where something does, change it in test/deploy/app.ts rather than take it out.
 */
export const WITHOUT: Readonly<Record<string, string>> = {
  'AWS::Athena::NamedQuery': 'ministack does not know the type',
  'AWS::Budgets::Budget': 'ministack does not know the type',
  'Custom::StudioJob': 'there is no notebook for a job to run in',
};

/** What to do when it refuses a type that the app did not have before. */
export const REMEDY = 'Name the type, with what ministack lacks of it, in test/deploy/without.ts.';
