/** Tests the doctor's checks that need no account: Node.js, the CDK CLI, Flink's connector. */
import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { CONNECTOR } from '../../../../lib/analytics/studio';
import { examine } from '../../../../tools/doctor/check';
import { cdkCli } from '../../../../tools/doctor/checks/cdk-cli';
import { connector } from '../../../../tools/doctor/checks/connector';
import { nodeVersion } from '../../../../tools/doctor/checks/node-version';

describe('Node.js', () => {
  it.each(['20.19.0', '20.20.2', '22.1.0'])('accepts %s', async (version) => {
    expect(await examine(nodeVersion(version), undefined)).toMatchObject({ status: 'ok', found: version });
  });

  it.each(['20.18.9', '18.20.0'])('refuses %s, which package.json does not allow', async (version) => {
    expect(await examine(nodeVersion(version), undefined)).toMatchObject({
      status: 'fail',
      found: `${version}, and >=20.19 is needed`,
    });
  });
});

describe('the CDK CLI', () => {
  let root: string;
  beforeEach(() => {
    root = mkdtempSync(path.join(tmpdir(), 'doctor-'));
    writeFileSync(path.join(root, 'package.json'), '{"devDependencies":{"aws-cdk":"2.5.0"}}');
  });
  afterEach(() => rmSync(root, { recursive: true }));

  const install = (version: string) => {
    const folder = path.join(root, 'node_modules/aws-cdk');
    mkdirSync(folder, { recursive: true });
    writeFileSync(path.join(folder, 'package.json'), JSON.stringify({ version }));
  };

  it('accepts the pinned version', async () => {
    install('2.5.0');
    expect(await examine(cdkCli(root), undefined)).toMatchObject({ status: 'ok', found: '2.5.0' });
  });

  it('refuses another version', async () => {
    install('3.0.0');
    expect(await examine(cdkCli(root), undefined)).toMatchObject({
      status: 'fail',
      found: '3.0.0 is installed, and 2.5.0 is pinned',
      remedy: 'npm ci',
    });
  });

  it('is missing where it is not installed', async () => {
    expect(await examine(cdkCli(root), undefined)).toMatchObject({ status: 'fail', remedy: 'npm ci' });
  });
});

describe('the connector', () => {
  it('accepts the one that the stack names', async () => {
    expect(await examine(connector(), undefined)).toMatchObject({ status: 'ok' });
  });

  it.each([{ version: '1.15.2' }, { artifactId: 'flink-connector-kinesis' }, { groupId: 'com.example' }])(
    'refuses %p, which Studio does not support',
    async (change) => {
      expect(await examine(connector({ ...CONNECTOR, ...change }), undefined)).toMatchObject({ status: 'fail' });
    },
  );
});
