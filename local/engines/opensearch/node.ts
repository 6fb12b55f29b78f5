/** A real OpenSearch node on 127.0.0.1 with its security plugin, that is with HTTPS and users. */
import { cp, mkdir, readFile, rm, writeFile } from 'node:fs/promises';
import path from 'node:path';
import { folderOf } from '../jvm/cache';
import type { Java } from '../jvm/java';
import { endForeign, Jvm } from '../jvm/jvm';
import { findFreePort } from '../jvm/ports';
import { CERTIFICATES, makeCertificates } from './certificates';
import { OpenSearchClient } from './client';
import { OPENSEARCH } from './distribution';
import { ADMIN_USER, makeSecurity, readPassword, writePassword } from './security';
import { type NodePlaces, nodeArguments, nodeSettings } from './settings';

/** A quiet machine takes 10 s, a loaded one took up to 46 s. */
const READY_MILLISECONDS = 180_000;

export interface OpenSearchNodeOptions {
  readonly java: Java;
  readonly stateFolder: string;
  /**
   * Deletes the documents, users and certificates of an earlier run.
   * @default false, which keeps them
   */
  readonly fresh?: boolean;
  /** Called if a node that was ready dies without having been stopped or killed here. */
  readonly onDeath?: (error: Error) => void;
}

/** A node that keeps its data, users, certificates and address when it is restarted. */
export class OpenSearchNode {
  readonly adminUser = ADMIN_USER;
  private jvm: Jvm | undefined;

  private constructor(
    private readonly options: OpenSearchNodeOptions,
    private readonly places: NodePlaces,
    /** Never logged. It is kept as long as the data, in a file that only its owner can read. */
    readonly adminPassword: string,
    /** Certificate authority as PEM text; `caFile` is its path. */
    readonly ca: string,
  ) {}

  /**
   * Starts a node, and resolves when it answers the administrator. By then its users exist.
   * @throws Error with the end of the log if the node dies or is not ready in 3 minutes
   */
  static async start(options: OpenSearchNodeOptions): Promise<OpenSearchNode> {
    const { java, stateFolder, fresh = false } = options;
    const home = path.join(stateFolder, 'opensearch');
    await endForeign(stateFolder);
    if (fresh) await rm(home, { recursive: true, force: true });
    const places: NodePlaces = {
      engine: folderOf(OPENSEARCH),
      configuration: path.join(home, 'configuration'),
      data: path.join(home, 'data'),
      temporary: path.join(home, 'tmp'),
      logs: path.join(stateFolder, 'logs'),
      httpPort: await findFreePort(),
      transportPort: await findFreePort(),
    };
    const password = (await readPassword(places.configuration)) ?? (await createConfiguration(java, home, places));
    await writeSettings(places);
    const ca = await readFile(path.join(places.configuration, CERTIFICATES.authority), 'utf8');
    const node = new OpenSearchNode(options, places, password, ca);
    await node.restart();
    return node;
  }

  /** Address of the form `https://localhost:<port>`. It stays the same after a restart. */
  get url(): string {
    return `https://localhost:${this.places.httpPort}`;
  }

  /** Path of the certificate authority, for `NODE_EXTRA_CA_CERTS` and the like. */
  get caFile(): string {
    return path.join(this.places.configuration, CERTIFICATES.authority);
  }

  /** Id of the process, while there is one. */
  get pid(): number | undefined {
    return this.jvm?.pid;
  }

  /** Makes a client with the administrator's credentials. The caller closes it. */
  client(): OpenSearchClient {
    return new OpenSearchClient({ url: this.url, ca: this.ca, user: this.adminUser, password: this.adminPassword });
  }

  /** Ends the process at once, as the loss of its machine would. The data stays. */
  async kill(): Promise<void> {
    await this.jvm?.kill();
    this.jvm = undefined;
  }

  /** Ends the process in an orderly way. The data stays. */
  async stop(): Promise<void> {
    await this.jvm?.stop();
    this.jvm = undefined;
  }

  /**
   * Starts the node again with the same data and the same port.
   * @throws Error as `start` does
   */
  async restart(): Promise<void> {
    await this.stop();
    const { java, stateFolder, onDeath } = this.options;
    await rm(this.places.temporary, { recursive: true, force: true });
    await mkdir(this.places.temporary, { recursive: true });
    const args = nodeArguments(this.places);
    const jvm = new Jvm({ java, stateFolder, name: 'opensearch', args, ...(onDeath ? { onDeath } : {}) });
    this.jvm = jvm;
    try {
      await jvm.ready(() => this.isAnswering(), READY_MILLISECONDS);
      await this.disableReplicas();
    } catch (error) {
      await this.kill();
      throw error;
    }
  }

  /** A single node cannot hold replicas. `opensearch.yml` cannot set this default. */
  private async disableReplicas(): Promise<void> {
    const client = this.client();
    await client.request('PUT', '/_cluster/settings', { persistent: { 'cluster.default_number_of_replicas': 0 } });
    client.close();
  }

  private async isAnswering(): Promise<boolean> {
    const client = this.client();
    try {
      await client.request('GET', '/_cluster/health?wait_for_status=yellow&timeout=1s');
      return true;
    } catch {
      return false;
    } finally {
      client.close();
    }
  }
}

/**
 * Makes certificates and users. Writes the password last: if a start is cut short, there is none,
 * and the next start begins anew.
 */
async function createConfiguration(java: Java, home: string, { configuration, engine }: NodePlaces): Promise<string> {
  await rm(home, { recursive: true, force: true });
  // Mode 700, as only the owner may read keys and password.
  await mkdir(configuration, { recursive: true, mode: 0o700 });
  const [password] = await Promise.all([
    makeSecurity(java, engine, configuration),
    makeCertificates(java, configuration),
  ]);
  await writePassword(configuration, password);
  return password;
}

async function writeSettings(places: NodePlaces): Promise<void> {
  await cp(path.join(__dirname, 'log4j2.properties'), path.join(places.configuration, 'log4j2.properties'));
  await writeFile(path.join(places.configuration, 'opensearch.yml'), nodeSettings(places));
}
