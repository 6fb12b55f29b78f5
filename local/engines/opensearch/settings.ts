/** `opensearch.yml` and the flags of one node with its security plugin. */
import path from 'node:path';
import { CERTIFICATES, NODE } from './certificates';

export interface NodePlaces {
  /** Where the engine lies in the cache. */
  readonly engine: string;
  readonly configuration: string;
  readonly data: string;
  readonly temporary: string;
  readonly logs: string;
  /** On 127.0.0.1. */
  readonly httpPort: number;
  readonly transportPort: number;
}

/** Heap in MiB: 512 holds the statistics of a month; the resident size stays under 0.9 GB. */
const HEAP = 512;

export function nodeSettings({ data, logs, httpPort, transportPort }: NodePlaces): string {
  const settings = {
    // Errors point to <path.logs>/<cluster.name>.log, which is where the process's output goes.
    'cluster.name': 'opensearch',
    'path.logs': logs,
    'node.name': 'node',
    'path.data': data,
    'network.host': '127.0.0.1',
    'http.port': httpPort,
    'transport.port': transportPort,
    'discovery.type': 'single-node',
    // A nearly full disk of a developer must not turn indices read-only.
    'cluster.routing.allocation.disk.threshold_enabled': false,
    ...tls('transport'),
    ...tls('http'),
    'plugins.security.ssl.http.enabled': true,
    'plugins.security.nodes_dn': [NODE.subject],
    'plugins.security.allow_default_init_securityindex': true,
    'plugins.security.restapi.roles_enabled': ['all_access'],
  };
  return Object.entries(settings)
    .map(([name, value]) => `${name}: ${JSON.stringify(value)}\n`)
    .join('');
}

/** What comes before the JVM's main class and after it. */
export function nodeArguments({ engine, configuration, temporary }: NodePlaces): string[] {
  return [
    `-Xms${HEAP}m`,
    `-Xmx${HEAP}m`,
    // Starting matters more here than the last word in speed: a third less time than with the optimising compiler.
    '-XX:TieredStopAtLevel=1',
    '-XX:+UseSerialGC',
    '-XX:+ExitOnOutOfMemoryError',
    // OpenSearch 2 installs a security manager, which Java 17 forbids unless told.
    '-Djava.security.manager=allow',
    // Without native access the node cannot see that it runs as root, which it would refuse (containers do).
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

function tls(layer: 'transport' | 'http'): Readonly<Record<string, string>> {
  const prefix = `plugins.security.ssl.${layer}`;
  return {
    [`${prefix}.keystore_type`]: 'PKCS12',
    [`${prefix}.keystore_filepath`]: CERTIFICATES.store,
    [`${prefix}.keystore_alias`]: NODE.alias,
    [`${prefix}.truststore_type`]: 'PKCS12',
    [`${prefix}.truststore_filepath`]: CERTIFICATES.store,
  };
}
