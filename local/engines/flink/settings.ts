/** Writes a session's `flink-conf.yaml`, and the JVM flags of its processes. */
import path from 'node:path';

export interface FlinkMemory {
  /**
   * Heap of the job manager, in MiB.
   * @default 384
   */
  readonly jobManager?: number;
  /**
   * Heap that tasks may use in the task manager, in MiB. It holds records in flight and all state.
   * @default 640
   */
  readonly tasks?: number;
  /**
   * Heap of the SQL client, in MiB. The client runs only while SQL is submitted.
   * @default 512
   */
  readonly client?: number;
}

export const MEMORY: Required<FlinkMemory> = { jobManager: 384, tasks: 640, client: 512 };

/** Heap of Flink itself in the task manager, in MiB, beside that of the tasks. */
const FRAMEWORK_HEAP = 128;
/** Direct memory of Flink itself, in MiB. */
const FRAMEWORK_DIRECT = 128;
/** Network buffers, in MiB: 3,072 of 32 KiB, enough for some 50 exchanges at parallelism 4. */
const NETWORK = 96;
/** Memory outside the heap for windows and sorts, in MiB. */
const MANAGED = 128;
const METASPACE = 256;
/** The JVM itself: thread stacks, code cache, garbage collector. */
const JVM_OVERHEAD = 192;

/** The greatest number that Java's int holds. */
const MAX_INT = 2 ** 31 - 1;

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

/** The text of `flink-conf.yaml`. */
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
    // A task manager is lost after two undeliverable heartbeats: 2 s after a kill, not 50 s.
    'heartbeat.interval': 1000,
    'heartbeat.rpc-failure-threshold': 2,
    // On a loaded machine a live task manager may answer late.
    'heartbeat.timeout': 30_000,
    // A task manager that starts before its job manager tries again soon, not after 10 s.
    'cluster.registration.error-delay': 500,
    'restart-strategy': 'fixed-delay',
    // No limit, as in Studio: a fault outside of the job (a stream, the network) passes.
    'restart-strategy.fixed-delay.attempts': MAX_INT,
    'restart-strategy.fixed-delay.delay': '1 s',
    // Every process has all jars on its class path.
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

/** The settings that `taskmanager.sh` computes. A task manager does not start without them. */
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
    'taskmanager.memory.jvm-overhead.min': `${JVM_OVERHEAD}m`,
    'taskmanager.memory.jvm-overhead.max': `${JVM_OVERHEAD}m`,
  };
}

const OPENED = [
  ...['java.lang', 'java.lang.reflect', 'java.net', 'java.io', 'java.nio', 'java.text', 'java.time', 'java.util'],
  ...['java.util.concurrent', 'java.util.concurrent.atomic', 'java.util.concurrent.locks', 'sun.nio.ch'],
];

/** JVM flags of every process in a session, to stand before its own flags and its main class. */
export function commonFlags(engine: string, temporary: string): string[] {
  return [
    // Flink 1.15 was made for Java 11, and uses internals that Java 17 only opens by flag.
    '--add-exports=java.base/sun.net.util=ALL-UNNAMED',
    ...OPENED.map((name) => `--add-opens=java.base/${name}=ALL-UNNAMED`),
    // No CBOR in the source's SDK (v1) and the sink's (v2): the local Kinesis speaks JSON.
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
