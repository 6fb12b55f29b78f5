/** Tests the doctor's flags, its output and its exit status. */
import { spawnSync } from 'node:child_process';
import path from 'node:path';
import { parseCommandLine } from '../../../../common/cli/parse';
import { DOCTOR_FLAGS, readOptions } from '../../../../tools/doctor/options';

const ROOT = path.resolve(__dirname, '../../../..');

/** Runs the doctor without any credentials. */
const doctor = (...flags: string[]) =>
  spawnSync(process.execPath, ['--import', 'tsx', 'bin/doctor.ts', ...flags], {
    cwd: ROOT,
    encoding: 'utf8',
    env: {
      PATH: process.env.PATH,
      AWS_EC2_METADATA_DISABLED: 'true',
      AWS_CONFIG_FILE: '/nonexistent/config',
      AWS_SHARED_CREDENTIALS_FILE: '/nonexistent/credentials',
    },
  });

it('exits with 1 without credentials, and says what to do without a stack trace', () => {
  const { status, stdout, stderr } = doctor('--region', 'eu-central-1');
  expect(status).toBe(1);
  expect(stdout).toContain('aws configure sso');
  expect(stdout).not.toMatch(/^\s+at /m);
  expect(stderr).toBe('');
});

it('writes one JSON object when asked', () => {
  const { status, stdout } = doctor('--json', '--stage', 'prod');
  expect(status).toBe(1);
  expect(JSON.parse(stdout)).toMatchObject({
    stage: 'prod',
    results: expect.arrayContaining([expect.objectContaining({ title: 'Credentials', status: 'fail' })]),
  });
});

it('exits with 2 for an unknown flag, and names it', () => {
  const { status, stderr } = doctor('--stgae', 'prod');
  expect(status).toBe(2);
  expect(stderr).toMatch(/'--stgae'.*--help/);
});

const read = (...args: string[]) => readOptions(parseCommandLine(DOCTOR_FLAGS, args));

it('checks dev by default', () => {
  expect(read()).toMatchObject({ stage: 'dev', json: false });
  expect(read('--stage', 'prod', '--region', 'r', '--profile', 'p', '--json')).toMatchObject({
    stage: 'prod',
    target: { region: 'r', profile: 'p' },
    json: true,
  });
});

it('refuses a stage that does not exist', () => {
  expect(() => read('--stage', 'test')).toThrow('choose dev or prod');
});
