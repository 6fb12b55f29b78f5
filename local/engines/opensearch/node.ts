/** One real OpenSearch node with its security plugin: HTTPS and users, on 127.0.0.1. */
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

/** A quiet machine takes 10 s, one under load was seen to take 46 s. */
const READY_MILLISECONDS = 180_000;

export interface OpenSearchNodeOptions {
  readonly java: Java;
  readonly stateFolder: string;
  /** Forget the documents, users and certificates of an earlier run. @default false: they are there again */
  readonly fresh?: boolean;
  /** Told when a node that was ready dies without having been stopped or killed here. */
  readonly onDeath?: (error: Error) => void;
}

export class OpenSearchNode {
  readonly adminUser = ADMIN_USER;
  private jvm: Jvm | undefined;

  private constructor(
    private readonly options: OpenSearchNodeOptions,
    private readonly places: NodePlaces,
    /** Never logged; kept in a file that only its owner can read, as long as the data is. */
    readonly adminPassword: string,
    /** The certificate authority as PEM text; `caFile` is its path. */
    readonly ca: string,
  ) {}

  /**
   * Resolves when the node answers the administrator, which it does only once its users are there.
   * @throws Error with the end of the log when it dies or is not ready in 3 minutes
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
    const password = (await readPassword(places.configuration)) ?? (await create(java, home, places));
    await configure(places);
    const ca = await readFile(path.join(places.configuration, CERTIFICATES.authority), 'utf8');
    const node = new OpenSearchNode(options, places, password, ca);
    await node.restart();
    return node;
  }

  /** `https://localhost:<port>`; the same after a restart. */
  get url(): string {
    return `https://localhost:${this.places.httpPort}`;
  }

  /** For `NODE_EXTRA_CA_CERTS` and its like. */
  get caFile(): string {
    return path.join(this.places.configuration, CERTIFICATES.authority);
  }

  /** Of the process, while there is one. */
  get pid(): number | undefined {
    return this.jvm?.pid;
  }

  /** A client with the administrator's credentials; the caller closes it. */
  client(): OpenSearchClient {
    return new OpenSearchClient({ url: this.url, ca: this.ca, user: this.adminUser, password: this.adminPassword });
  }

  /** Ends the process as a lost machine would; the data stays. */
  async kill(): Promise<void> {
    await this.jvm?.kill();
    this.jvm = undefined;
  }

  /** Ends the process in order; the data stays. */
  async stop(): Promise<void> {
    await this.jvm?.stop();
    this.jvm = undefined;
  }

  /** Starts the node again on the same data and the same port, after `kill` or `stop`. @throws as `start` */
  async restart(): Promise<void> {
    await this.stop();
    const { java, stateFolder, onDeath } = this.options;
    await rm(this.places.temporary, { recursive: true, force: true });
    await mkdir(this.places.temporary, { recursive: true });
    const args = nodeArguments(this.places);
    const jvm = new Jvm({ java, stateFolder, name: 'opensearch', args, ...(onDeath ? { onDeath } : {}) });
    this.jvm = jvm;
    try {
      await jvm.ready(() => this.answers(), READY_MILLISECONDS);
      await this.withoutReplicas();
    } catch (error) {
      await this.kill();
      throw error;
    }
  }

  /** One node has no place for second copies; this default can only be set on the cluster (not in opensearch.yml). */
  private async withoutReplicas(): Promise<void> {
    const client = this.client();
    await client.request('PUT', '/_cluster/settings', { persistent: { 'cluster.default_number_of_replicas': 0 } });
    client.close();
  }

  private async answers(): Promise<boolean> {
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

/** Makes certificates and users, and last the password: without it, what an earlier start has left opens to nobody. */
async function create(java: Java, home: string, { configuration, engine }: NodePlaces): Promise<string> {
  await rm(home, { recursive: true, force: true });
  // 700: keys and password are the owner's alone.
  await mkdir(configuration, { recursive: true, mode: 0o700 });
  const [password] = await Promise.all([
    makeSecurity(java, engine, configuration),
    makeCertificates(java, configuration),
  ]);
  await writePassword(configuration, password);
  return password;
}

async function configure(places: NodePlaces): Promise<void> {
  await cp(path.join(__dirname, 'log4j2.properties'), path.join(places.configuration, 'log4j2.properties'));
  await writeFile(path.join(places.configuration, 'opensearch.yml'), nodeSettings(places));
}
