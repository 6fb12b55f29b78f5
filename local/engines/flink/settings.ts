/** `flink-conf.yaml` of a session cluster and its SQL client, and the flags that Java 17 wants. */
import path from 'node:path';

export interface FlinkMemory {
  /** Heap of the job manager, MiB. @default 384 */
  readonly jobManager?: number;
  /** Heap of the task manager that tasks may use, MiB: records in flight and all state. @default 640 */
  readonly tasks?: number;
  /** Heap of the SQL client, MiB; it runs only while a text is submitted. @default 512 */
  readonly client?: number;
}

export const MEMORY: Required<FlinkMemory> = { jobManager: 384, tasks: 640, client: 512 };

/** Beside the tasks' heap, MiB: Flink's own, network buffers, and what windows and sorts may keep outside the heap. */
const FRAMEWORK_HEAP = 128;
const FRAMEWORK_DIRECT = 128;
/** 3,072 buffers of 32 KiB: some 50 exchanges at parallelism 4. */
const NETWORK = 96;
const MANAGED = 128;
const METASPACE = 256;

export interface SessionPlaces {
  readonly rpcPort: number;
  readonly restPort: number;
  readonly checkpoints: string;
  readonly temporary: string;
}

export interface SessionTuning {
  readonly slots: number;
  readonly checkpointMilliseconds: number;
  readonly checkpointPauseMilliseconds: number;
}

export function flinkSettings(places: SessionPlaces, tuning: SessionTuning, memory: Required<FlinkMemory>): string {
  const { slots, checkpointMilliseconds, checkpointPauseMilliseconds } = tuning;
  const settings = {
    ...addresses(places),
    ...taskManagerResources(slots, memory.tasks),
    'io.tmp.dirs': places.temporary,
    'execution.target': 'remote',
    'execution.checkpointing.interval': `${checkpointMilliseconds} ms`,
    'execution.checkpointing.min-pause': `${checkpointPauseMilliseconds} ms`,
    'state.backend': 'hashmap',
    'state.checkpoints.dir': `file://${places.checkpoints}`,
    // Two heartbeats that cannot be delivered and a task manager counts as lost: 2 s after a kill, not 50 s.
    'heartbeat.interval': 1000,
    'heartbeat.rpc-failure-threshold': 2,
    // A machine under load may hold a living one up for longer.
    'heartbeat.timeout': 30_000,
    // A task manager that is up before its job manager asks again at once, not after 10 s.
    'cluster.registration.error-delay': 500,
    'restart-strategy': 'fixed-delay',
    // Without end, as in Studio: what is wrong outside (a stream, a network) comes right again.
    'restart-strategy.fixed-delay.attempts': 2_147_483_647,
    'restart-strategy.fixed-delay.delay': '1 s',
    // All jars are on the class path of every process.
    'classloader.resolve-order': 'parent-first',
    'web.submit.enable': false,
  };
  return Object.entries(settings)
    .map(([name, value]) => `${name}: ${value}\n`)
    .join('');
}

function addresses({ rpcPort, restPort }: SessionPlaces) {
  return {
    'jobmanager.rpc.address': '127.0.0.1',
    'jobmanager.rpc.port': rpcPort,
    'jobmanager.bind-host': '127.0.0.1',
    'taskmanager.host': '127.0.0.1',
    'taskmanager.bind-host': '127.0.0.1',
    'rest.address': '127.0.0.1',
    'rest.bind-address': '127.0.0.1',
    'rest.port': restPort,
    'rest.bind-port': restPort,
  };
}

/** All that `taskmanager.sh` would work out; without it a task manager does not start. */
function taskManagerResources(slots: number, tasksHeap: number) {
  return {
    'taskmanager.numberOfTaskSlots': slots,
    'taskmanager.cpu.cores': slots,
    'taskmanager.memory.task.heap.size': `${tasksHeap}m`,
    'taskmanager.memory.task.off-heap.size': '0m',
    'taskmanager.memory.framework.heap.size': `${FRAMEWORK_HEAP}m`,
    'taskmanager.memory.framework.off-heap.size': `${FRAMEWORK_DIRECT}m`,
    'taskmanager.memory.network.min': `${NETWORK}m`,
    'taskmanager.memory.network.max': `${NETWORK}m`,
    'taskmanager.memory.managed.size': `${MANAGED}m`,
    'taskmanager.memory.jvm-metaspace.size': `${METASPACE}m`,
    'taskmanager.memory.jvm-overhead.min': '192m',
    'taskmanager.memory.jvm-overhead.max': '192m',
  };
}

const OPENED = [
  ...['java.lang', 'java.lang.reflect', 'java.net', 'java.io', 'java.nio', 'java.text', 'java.time', 'java.util'],
  ...['java.util.concurrent', 'java.util.concurrent.atomic', 'java.util.concurrent.locks', 'sun.nio.ch'],
];

/** What every process of a session is started with, up to its main class. */
export function commonFlags(engine: string, temporary: string): string[] {
  return [
    // Flink 1.15 was made for Java 11: it reaches into the JDK, which 17 forbids unless told.
    '--add-exports=java.base/sun.net.util=ALL-UNNAMED',
    ...OPENED.map((name) => `--add-opens=java.base/${name}=ALL-UNNAMED`),
    // The local Kinesis endpoint speaks JSON: the source's SDK (v1) and the sink's (v2).
    '-Dorg.apache.flink.kinesis.shaded.com.amazonaws.sdk.disableCbor=true',
    '-Daws.cborEnabled=false',
    '-XX:+UseSerialGC',
    `-XX:MaxMetaspaceSize=${METASPACE}m`,
    '-XX:+ExitOnOutOfMemoryError',
    `-Djava.io.tmpdir=${temporary}`,
    `-Dlog4j.configurationFile=${path.join(__dirname, 'log4j.properties')}`,
    '-cp',
    path.join(engine, 'lib', '*'),
  ];
}

export function taskManagerFlags(tasksHeap: number): string[] {
  return [`-Xmx${tasksHeap + FRAMEWORK_HEAP}m`, `-XX:MaxDirectMemorySize=${FRAMEWORK_DIRECT + NETWORK}m`];
}
