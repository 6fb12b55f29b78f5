/** Lays jars out as the distribution has them: `lib/`, and one folder a module with its descriptor and policy. */
import { mkdir, readdir, rename, writeFile } from 'node:fs/promises';
import path from 'node:path';
import type { Engine } from '../jvm/engine';

interface Module {
  readonly name: string;
  readonly className: string;
  /** Beginnings of the names of its own jars; a module's classes must not stand in `lib/` too. */
  readonly jars: readonly string[];
}

/** What a pipeline of statistics uses: transport, text analysis, scripts, `scaled_float` and its like, delete by query, geography. */
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

/** The published jars lack the modules' policies; on one machine, for its own user, everything may be granted. */
const POLICY = 'grant { permission java.security.AllPermission; };\n';

/** @throws Error naming a module whose jars are not there */
export async function layOut(folder: string, version: string): Promise<void> {
  const lib = path.join(folder, 'lib');
  for (const module of MODULES) {
    const own = path.join(folder, 'modules', module.name);
    await mkdir(own, { recursive: true });
    const jars = (await readdir(lib)).filter((jar) => module.jars.some((beginning) => jar.startsWith(beginning)));
    if (jars.length === 0)
      throw new Error(`OpenSearch's module ${module.name} has no jars: its pom.xml must name them.`);
    for (const jar of jars) await rename(path.join(lib, jar), path.join(own, jar));
    await writeFile(path.join(own, 'plugin-descriptor.properties'), descriptor(module, version));
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

/** `plugin-descriptor.properties`, which the published jars lack too. */
function descriptor({ name, className }: Module, version: string): string {
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
