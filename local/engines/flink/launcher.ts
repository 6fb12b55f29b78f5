/** Lays out a session's folder, and starts its processes with the same jars and configuration. */
import { mkdir, rm, writeFile } from 'node:fs/promises';
import path from 'node:path';
import { folderOf } from '../jvm/cache';
import type { Engine } from '../jvm/engine';
import type { Java } from '../jvm/java';
import { Jvm, type JvmOptions, logOf } from '../jvm/jvm';
import { commonFlags, type FlinkMemory, flinkSettings, type SessionTuning, taskManagerFlags } from './settings';

/** Flink with the SQL client and the Kinesis connector. */
export const FLINK: Engine = { name: 'Flink', key: 'flink', pom: path.join(__dirname, 'pom.xml') };

/**
 * Turns off CBOR in the SDKs of the source and the sink, as the local Kinesis endpoint only speaks
 * JSON. Turns off the search for credentials of a cloud machine.
 */
const ENVIRONMENT = { AWS_CBOR_DISABLE: '1', CBOR_ENABLED: 'false', AWS_EC2_METADATA_DISABLED: 'true' } as const;

export interface LauncherOptions {
  readonly java: Java;
  readonly stateFolder: string;
  readonly memory: Required<FlinkMemory>;
  readonly onDeath?: (error: Error) => void;
}

type LaunchOptions = Partial<Pick<JvmOptions, 'piped'>> & { readonly temporary?: string };

/** Starts and ends the processes of one session. */
export class Launcher {
  private readonly running = new Set<Jvm>();
  /** Folder of files that live as long as the session. Only its owner can read it. */
  readonly temporary: string;
  private readonly configuration: string;

  constructor(private readonly options: LauncherOptions) {
    const home = path.join(options.stateFolder, 'flink');
    this.configuration = path.join(home, 'configuration');
    this.temporary = path.join(home, 'tmp');
  }

  /** Empties the session's folder and writes its configuration. */
  async prepare(ports: { readonly rpcPort: number; readonly restPort: number }, tuning: SessionTuning): Promise<void> {
    const home = path.dirname(this.configuration);
    await rm(home, { recursive: true, force: true });
    await mkdir(home, { recursive: true, mode: 0o700 });
    await Promise.all([mkdir(this.configuration), mkdir(this.temporary)]);
    const places = { ...ports, checkpoints: path.join(home, 'checkpoints'), temporary: this.temporary };
    const settings = flinkSettings(places, tuning, this.options.memory);
    await writeFile(path.join(this.configuration, 'flink-conf.yaml'), settings);
  }

  jobManager(): Jvm {
    const flags = ['-XX:TieredStopAtLevel=1', `-Xmx${this.options.memory.jobManager}m`];
    return this.launch('jobmanager', flags, [
      'org.apache.flink.runtime.entrypoint.StandaloneSessionClusterEntrypoint',
      ...['--configDir', this.configuration, '--executionMode', 'cluster'],
    ]);
  }

  /** @param id name with which it registers at the job manager */
  taskManager(id: string): Jvm {
    return this.launch('taskmanager', taskManagerFlags(this.options.memory.tasks), [
      'org.apache.flink.runtime.taskexecutor.TaskManagerRunner',
      ...['--configDir', this.configuration, '-D', `taskmanager.resource-id=${id}`],
    ]);
  }

  /**
   * Starts a SQL client with piped output.
   * @param temporary folder of files that live as long as the client, such as the planner (39 MB)
   *   that it unpacks
   */
  sqlClient(temporary: string, args: readonly string[]): Jvm {
    const flags = ['-XX:TieredStopAtLevel=1', `-Xmx${this.options.memory.client}m`, '-Dlog.target=SYSTEM_ERR'];
    const command = ['org.apache.flink.table.client.SqlClient', ...args];
    return this.launch('sql-client', flags, command, { temporary, piped: true });
  }

  /** Ends all processes at the same time. */
  async stop(): Promise<void> {
    await Promise.all([...this.running].map((jvm) => jvm.stop()));
  }

  private launch(name: string, flags: string[], command: string[], options: LaunchOptions = {}): Jvm {
    const { java, stateFolder, onDeath } = this.options;
    const { temporary = this.temporary, ...others } = options;
    const log = logOf(stateFolder, `flink-${name}`);
    const jvm = new Jvm({
      java,
      stateFolder,
      name: `flink-${name}`,
      // The web page shows the file log.file.
      args: [...commonFlags(folderOf(FLINK), temporary), `-Dlog.file=${log}`, ...flags, ...command],
      environment: { ...ENVIRONMENT, FLINK_CONF_DIR: this.configuration },
      ...(onDeath ? { onDeath } : {}),
      ...others,
    });
    this.running.add(jvm);
    void jvm.exited.then(() => this.running.delete(jvm));
    return jvm;
  }
}
