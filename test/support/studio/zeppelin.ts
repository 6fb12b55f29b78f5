/**
 * Runs a real Zeppelin server on 127.0.0.1 with the tests' interpreter. Its notes outlive it, as
 * Studio's do.
 */
import path from 'node:path';
import type { Java } from '../../../local/engines/jvm/java';
import { endForeign, Jvm } from '../../../local/engines/jvm/jvm';
import { findFreePort } from '../../../local/engines/jvm/ports';
import { LOOPBACK_ONLY, SERVER_JARS } from './compile';
import { placesOf } from './zeppelin-home';

/** An idle machine takes 4 s. */
const READY_MILLISECONDS = 120_000;

/** Zeppelin 0.10, made for Java 8 and 11, reaches into these packages, which Java 17 must open. */
const OPENED = ['java.lang', 'java.lang.reflect', 'java.util', 'java.nio', 'java.io', 'java.time'];

export interface ZeppelinOptions {
  readonly java: Java;
  readonly stateFolder: string;
  /** The port of the Flink cluster that the interpreter submits to. */
  readonly flinkRestPort: number;
  /** The endpoint to use instead of AWS, whatever region a table names. */
  readonly kinesisUrl: string;
  /** Lets SET take checkpoint keys, as newer interpreters do. Zeppelin 0.10.1 refuses them. */
  readonly setTakesEveryKey: boolean;
}

export class Zeppelin {
  private constructor(
    private readonly server: Jvm,
    /** `http://127.0.0.1:<port>`. All pages and calls are below `/zeppelin`. */
    readonly url: string,
    private readonly stateFolder: string,
  ) {}

  /**
   * Starts a server in a folder that is laid out for it, and resolves when it answers. The
   * interpreter starts with the first paragraph.
   * @throws Error with the end of the server's log
   */
  static async start(options: ZeppelinOptions): Promise<Zeppelin> {
    const { java, stateFolder } = options;
    const port = await findFreePort();
    const server = new Jvm({
      java,
      stateFolder,
      name: 'zeppelin',
      args: serverArguments(stateFolder),
      environment: environmentOf(options, port),
    });
    const zeppelin = new Zeppelin(server, `http://127.0.0.1:${port}`, stateFolder);
    try {
      await server.ready(() => answers(zeppelin.url), READY_MILLISECONDS);
      return zeppelin;
    } catch (error) {
      await zeppelin.stop();
      throw error;
    }
  }

  /** Kills the server and the interpreter, as the loss of their machine would. */
  async stop(): Promise<void> {
    await this.server.kill();
    await endForeign(this.stateFolder);
  }
}

function serverArguments(stateFolder: string): string[] {
  const { configuration, classes, temporary } = placesOf(stateFolder);
  return [
    ...OPENED.map((name) => `--add-opens=java.base/${name}=ALL-UNNAMED`),
    ...['-Xmx384m', '-XX:+UseSerialGC', '-XX:TieredStopAtLevel=1', `-Djava.io.tmpdir=${temporary}`, LOOPBACK_ONLY],
    ...['-cp', [configuration, classes, SERVER_JARS].join(path.delimiter), 'org.apache.zeppelin.server.ZeppelinServer'],
  ];
}

function environmentOf({ stateFolder, flinkRestPort, kinesisUrl, setTakesEveryKey }: ZeppelinOptions, port: number) {
  const { home, configuration, web } = placesOf(stateFolder);
  return {
    HOME: home,
    ZEPPELIN_HOME: home,
    ZEPPELIN_CONF_DIR: configuration,
    ZEPPELIN_ADDR: '127.0.0.1',
    ZEPPELIN_PORT: String(port),
    // As in Studio.
    ZEPPELIN_SERVER_CONTEXT_PATH: '/zeppelin',
    ZEPPELIN_WAR: web,
    ZEPPELIN_ANGULAR_WAR: web,
    // Without this variable the server reads standard input, and ends with it.
    ZEPPELIN_IDENT_STRING: 'test',
    // The server and the interpreter find each other by this address.
    ZEPPELIN_LOCAL_IP: '127.0.0.1',
    FLINK_REST_PORT: String(flinkRestPort),
    KINESIS_ENDPOINT: kinesisUrl,
    SET_TAKES_EVERY_KEY: String(setTakesEveryKey),
  };
}

function answers(url: string): Promise<boolean> {
  return fetch(`${url}/zeppelin/api/version`, { signal: AbortSignal.timeout(5_000) }).then(
    ({ ok }) => ok,
    () => false,
  );
}
