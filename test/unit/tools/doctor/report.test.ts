/** Tests the text of a diagnosis, and when it has failed. */
import { hasFailed, renderDiagnosis } from '../../../../tools/doctor/report';

const ok = { title: 'One', status: 'ok', found: 'fine' } as const;
const warning = { title: 'Another', status: 'warn', found: 'odd\nodder', remedy: 'look\nlook again' } as const;
const failure = { title: 'Third', status: 'fail', found: 'bad', remedy: 'mend it' } as const;

it('puts a sign before each line, and what to do below', () => {
  const results = [ok, warning, failure];
  const text = renderDiagnosis({ stage: 'dev', account: '123456789012', region: 'eu-west-1', results }, false);
  expect(text).toBe(`Stage dev, account 123456789012, region eu-west-1

✓ One      fine
! Another  odd
  odder
  → look
  → look again
✗ Third    bad
  → mend it

1 in order, 1 to check, 1 failed. Fix what failed before you deploy.
`);
});

it('says how to deploy where nothing failed', () => {
  expect(renderDiagnosis({ stage: 'prod', results: [ok, warning] }, false)).toContain(
    '1 in order, 1 to check, 0 failed. To deploy: npm run deploy -- -c stage=prod',
  );
});

it('is coloured on a terminal only', () => {
  expect(renderDiagnosis({ stage: 'dev', results: [ok] }, true)).toContain('\u001b[32m✓\u001b[0m One');
  expect(renderDiagnosis({ stage: 'dev', results: [ok] }, false)).not.toContain('\u001b');
});

it('fails for failures, not for warnings', () => {
  expect(hasFailed([ok, warning])).toBe(false);
  expect(hasFailed([ok, failure])).toBe(true);
});
