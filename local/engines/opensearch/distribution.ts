/** Lays out OpenSearch's jars like the distribution: `lib/`, and a folder for each module. */
import { mkdir, readdir, rename, writeFile } from 'node:fs/promises';
import path from 'node:path';
import type { Engine } from '../jvm/engine';

interface Module {
  readonly name: string;
  readonly className: string;
  /** Prefixes of its jars' names. A module's classes must not be in `lib/` too. */
  readonly jars: readonly string[];
}

/**
 * The modules that statistics need: transport, text analysis, scripts, field types such as
 * `scaled_float`, delete by query, and geography.
 */
export const MODULES: readonly Module[] = [
  {
    name: 'transport-netty4',
    className: 'org.opensearch.transport.Netty4Plugin',
    jars: ['transport-netty4-', 'netty-'],
  },
  {
    name: 'analysis-common',
    className: 'org.opensearch.analysis.common.CommonAnalysisPlugin',
    jars: ['analysis-common-'],
  },
  {
    name: 'lang-painless',
    className: 'org.opensearch.painless.PainlessPlugin',
    jars: ['lang-painless-', 'opensearch-scripting-painless-spi-', 'antlr4-runtime-', 'asm-'],
  },
  {
    name: 'mapper-extras',
    className: 'org.opensearch.index.mapper.MapperExtrasPlugin',
    jars: ['mapper-extras-'],
  },
  {
    name: 'reindex',
    className: 'org.opensearch.index.reindex.ReindexPlugin',
    jars: [
      'reindex-',
      'opensearch-rest-client-',
      'opensearch-ssl-config-',
      'http',
      'commons-logging-',
      'commons-codec-',
    ],
  },
  { name: 'geo', className: 'org.opensearch.geo.GeoModulePlugin', jars: ['geo-'] },
];

/**
 * The published jars lack the modules' policies. A node on one machine, run by its own user, may be
 * granted everything.
 */
const POLICY = 'grant { permission java.security.AllPermission; };\n';

/**
 * Moves each module's jars from `lib/` into a folder of the module's own.
 * @param folder the engine's folder, as Maven filled it
 * @throws Error if a module's jars are missing
 */
export async function layOut(folder: string, version: string): Promise<void> {
  const lib = path.join(folder, 'lib');
  for (const module of MODULES) {
    const own = path.join(folder, 'modules', module.name);
    await mkdir(own, { recursive: true });
    const jars = (await readdir(lib)).filter((jar) => module.jars.some((beginning) => jar.startsWith(beginning)));
    if (jars.length === 0) throw new Error(`OpenSearch's module ${module.name} has no jars: add them to its pom.xml.`);
    for (const jar of jars) await rename(path.join(lib, jar), path.join(own, jar));
    await writeFile(path.join(own, 'plugin-descriptor.properties'), descriptorOf(module, version));
    await writeFile(path.join(own, 'plugin-security.policy'), POLICY);
  }
}

/** OpenSearch with its security plugin. */
export const OPENSEARCH: Engine = {
  name: 'OpenSearch',
  key: 'opensearch',
  pom: path.join(__dirname, 'pom.xml'),
  layout: { description: JSON.stringify(MODULES), apply: layOut },
};

/** The text of `plugin-descriptor.properties`, which the published jars lack too. */
function descriptorOf({ name, className }: Module, version: string): string {
  const properties = {
    name,
    description: name,
    version,
    classname: className,
    'java.version': '11',
    'opensearch.version': version,
    'has.native.controller': 'false',
  };
  return Object.entries(properties)
    .map(([key, value]) => `${key}=${value}\n`)
    .join('');
}
