/** The layout of OpenSearch's files. */
import { mkdirSync, mkdtempSync, readdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { layOut, MODULES } from '../../../../../local/engines/opensearch/distribution';
import { usersText } from '../../../../../local/engines/opensearch/security';
import { nodeSettings } from '../../../../../local/engines/opensearch/settings';

describe("the distribution's layout", () => {
  let folder: string;
  const jars = MODULES.flatMap((module) => module.jars.map((beginning) => `${beginning}1.jar`));
  beforeEach(() => {
    folder = mkdtempSync(path.join(tmpdir(), 'distribution-'));
    mkdirSync(path.join(folder, 'lib'));
    for (const jar of [...jars, 'opensearch-2.19.4.jar']) writeFileSync(path.join(folder, 'lib', jar), '');
  });
  afterEach(() => rmSync(folder, { recursive: true }));

  it("gives each module its own jars, and leaves the server's in lib", async () => {
    await layOut(folder, '2.19.4');
    expect(readdirSync(path.join(folder, 'lib'))).toEqual(['opensearch-2.19.4.jar']);
    expect(readdirSync(path.join(folder, 'modules', 'transport-netty4')).sort()).toEqual([
      'netty-1.jar',
      'plugin-descriptor.properties',
      'plugin-security.policy',
      'transport-netty4-1.jar',
    ]);
  });

  it('describes each module for its version', async () => {
    await layOut(folder, '2.19.4');
    const descriptor = readFileSync(path.join(folder, 'modules', 'geo', 'plugin-descriptor.properties'), 'utf8');
    expect(descriptor.split('\n')).toEqual(
      expect.arrayContaining(['name=geo', 'classname=org.opensearch.geo.GeoModulePlugin', 'opensearch.version=2.19.4']),
    );
  });

  it('names a module whose jars are missing', async () => {
    rmSync(path.join(folder, 'lib', 'geo-1.jar'));
    await expect(layOut(folder, '2.19.4')).rejects.toThrow('module geo has no jars: add them to its pom.xml');
  });
});

describe("the node's settings", () => {
  const text = nodeSettings({
    engine: '/engine',
    configuration: '/state/configuration',
    data: '/state/data',
    temporary: '/state/tmp',
    logs: '/state/logs',
    httpPort: 20_001,
    transportPort: 20_002,
  });

  it('bind to this machine, require HTTPS, and contain no password', () => {
    expect(text).toContain('network.host: "127.0.0.1"\n');
    expect(text).toContain('plugins.security.ssl.http.enabled: true\n');
    expect(text).toContain('http.port: 20001\n');
    expect(text).not.toMatch(/password/);
  });
});

it('has one user, the administrator', () => {
  expect(usersText('$2y$12$hash').trim().split('\n').slice(1)).toEqual([
    'admin: { hash: "$2y$12$hash", reserved: true, backend_roles: [admin] }',
  ]);
});
