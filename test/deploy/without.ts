/**
 * Resource types that ministack 1.5.33 cannot deploy, with the reason. The app is deployed without
 * them. No other resource may refer to them: where one does, change it in test/deploy/app.ts
 * instead of removing the type.
 */
export const WITHOUT: Readonly<Record<string, string>> = {
  'AWS::Athena::NamedQuery': 'ministack does not know the type',
  'AWS::Budgets::Budget': 'ministack does not know the type',
  'Custom::StudioJob': 'there is no notebook for a job to run in',
};

/** What to do when ministack refuses a type that is new in the app. */
export const REMEDY = 'Add the type to test/deploy/without.ts, with what ministack lacks.';
