/** Writes a node's `opensearch.yml`, and its JVM flags. */
import path from 'node:path';
import { CERTIFICATES, NODE } from './certificates';

/** Folders and ports of a node. */
export interface NodePlaces {
  /** Folder of the engine in the cache. */
  readonly engine: string;
  readonly configuration: string;
  readonly data: string;
  readonly temporary: string;
  readonly logs: string;
  /** Port on 127.0.0.1. */
  readonly httpPort: number;
  readonly transportPort: number;
}

/** Heap in MiB. 512 holds the statistics of a month; the resident size stays under 0.9 GB. */
const HEAP = 512;

/** The text of `opensearch.yml`. */
export function nodeSettings({ data, logs, httpPort, transportPort }: NodePlaces): string {
  const settings = {
    // Errors refer to <path.logs>/<cluster.name>.log, which is where the process logs.
    'cluster.name': 'opensearch',
    'path.logs': logs,
    'node.name': 'node',
    'path.data': data,
    'network.host': '127.0.0.1',
    'http.port': httpPort,
    'transport.port': transportPort,
    'discovery.type': 'single-node',
    // Indices must not become read-only because a developer's disk is nearly full.
    'cluster.routing.allocation.disk.threshold_enabled': false,
    ...tlsSettings('transport'),
    ...tlsSettings('http'),
    'plugins.security.ssl.http.enabled': true,
    'plugins.security.nodes_dn': [NODE.subject],
    'plugins.security.allow_default_init_securityindex': true,
    'plugins.security.restapi.roles_enabled': ['all_access'],
  };
  return Object.entries(settings)
    .map(([name, value]) => `${name}: ${JSON.stringify(value)}\n`)
    .join('');
}

/** The command line of the JVM: flags and main class. */
export function nodeArguments({ engine, configuration, temporary }: NodePlaces): string[] {
  return [
    `-Xms${HEAP}m`,
    `-Xmx${HEAP}m`,
    // The optimising compiler would make a start a third longer, and speed matters less here.
    '-XX:TieredStopAtLevel=1',
    '-XX:+UseSerialGC',
    '-XX:+ExitOnOutOfMemoryError',
    // OpenSearch 2 installs a security manager, which Java 17 only allows by flag.
    '-Djava.security.manager=allow',
    // Containers run as root, which a node refuses; without native access it cannot tell.
    '-Djna.nosys=true',
    '-Djna.nounpack=true',
    '-Djna.boot.library.path=/nonexistent',
    '-Dio.netty.noUnsafe=true',
    '-Dio.netty.noKeySetOptimization=true',
    '-Dio.netty.recycler.maxCapacityPerThread=0',
    '-Dio.netty.allocator.numDirectArenas=0',
    '-Dlog4j.shutdownHookEnabled=false',
    '-Dlog4j2.disable.jmx=true',
    '-Djava.locale.providers=SPI,CLDR',
    '-Djava.awt.headless=true',
    `-Djava.io.tmpdir=${temporary}`,
    `-Dopensearch.path.home=${engine}`,
    `-Dopensearch.path.conf=${configuration}`,
    '-Dopensearch.distribution.type=tar',
    '-cp',
    path.join(engine, 'lib', '*'),
    'org.opensearch.bootstrap.OpenSearch',
  ];
}

function tlsSettings(layer: 'transport' | 'http'): Readonly<Record<string, string>> {
  const prefix = `plugins.security.ssl.${layer}`;
  return {
    [`${prefix}.keystore_type`]: 'PKCS12',
    [`${prefix}.keystore_filepath`]: CERTIFICATES.store,
    [`${prefix}.keystore_alias`]: NODE.alias,
    [`${prefix}.truststore_type`]: 'PKCS12',
    [`${prefix}.truststore_filepath`]: CERTIFICATES.store,
  };
}
