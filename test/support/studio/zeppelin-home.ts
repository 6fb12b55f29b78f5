/** Lays out a Zeppelin server's folder, with what its distribution has and Maven does not. */
import { mkdir, writeFile } from 'node:fs/promises';
import path from 'node:path';
import { FLINK } from '../../../local/engines/flink/launcher';
import { commonFlags } from '../../../local/engines/flink/settings';
import { folderOf } from '../../../local/engines/jvm/cache';
import { type Java, javaTool } from '../../../local/engines/jvm/java';
import { logOf } from '../../../local/engines/jvm/jvm';
import { recordFile } from '../../../local/engines/jvm/process-files';
import { compileInterpreter, INTERPRETER_JARS, LOOPBACK_ONLY } from './compile';

/** Names a server's files and folders. `notes` outlives the server. */
export function placesOf(stateFolder: string) {
  const home = path.join(stateFolder, 'zeppelin');
  return {
    home,
    configuration: path.join(home, 'conf'),
    notes: path.join(home, 'notebook'),
    web: path.join(home, 'web'),
    temporary: path.join(home, 'tmp'),
    classes: path.join(home, 'classes'),
    launcher: path.join(home, 'plugins', 'Launcher', 'FlinkInterpreterLauncher', 'classes'),
    settings: path.join(home, 'interpreter', 'flink'),
    script: path.join(home, 'bin', 'interpreter.sh'),
  };
}

const LOG4J = `log4j.rootLogger=INFO, console
log4j.appender.console=org.apache.log4j.ConsoleAppender
log4j.appender.console.layout=org.apache.log4j.PatternLayout
log4j.appender.console.layout.ConversionPattern=%d{HH:mm:ss,SSS} %-5p %c{1} %m%n
`;

/** The group of Studio's Flink interpreters; `%flink` is the default one. */
const SETTINGS = [
  { group: 'flink', name: 'flink', className: 'tripstream.studio.FlinkInterpreter', defaultInterpreter: true },
  { group: 'flink', name: 'ssql', className: 'tripstream.studio.SqlInterpreter' },
].map((one) => ({ ...one, properties: {} }));

/**
 * Lays out an empty folder, and compiles the interpreter into it.
 * @throws Error with the compiler's message
 */
export async function layOut(java: Java, stateFolder: string): Promise<void> {
  const { script, ...folders } = placesOf(stateFolder);
  const all = [path.dirname(script), ...Object.values(folders)];
  await Promise.all(all.map((folder) => mkdir(folder, { recursive: true })));
  await Promise.all([
    writeFile(path.join(folders.configuration, 'log4j.properties'), LOG4J),
    writeFile(path.join(folders.settings, 'interpreter-setting.json'), JSON.stringify(SETTINGS)),
    writeFile(path.join(folders.web, 'index.html'), '<!DOCTYPE html><title>Zeppelin</title>'),
    writeFile(script, interpreterScript(java, stateFolder), { mode: 0o755 }),
    compileInterpreter(java, folders.classes, folders.launcher),
  ]);
}

/**
 * Writes the script that the server calls to start an interpreter. The script records its process,
 * because the server may be killed first.
 */
function interpreterScript(java: Java, stateFolder: string): string {
  const { temporary, classes } = placesOf(stateFolder);
  const mark = '-Dtripstream.process=zeppelin-interpreter';
  const jars = [classes, ...INTERPRETER_JARS].join(path.delimiter);
  const flags = [
    ...commonFlags(folderOf(FLINK), temporary),
    '-XX:TieredStopAtLevel=1',
    '-Xmx512m',
    LOOPBACK_ONLY,
    mark,
    '-cp',
    jars,
  ];
  return `#!/bin/sh
while getopts "hc:p:r:d:l:u:i:n:g:" option; do
  case "$option" in
    c) host=$OPTARG ;;
    p) port=$OPTARG ;;
    r) range=$OPTARG ;;
    i) group=$OPTARG ;;
  esac
done
echo "{\\"pid\\":$$,\\"mark\\":\\"${mark}\\"}" > '${recordFile(stateFolder, 'zeppelin-interpreter')}'
exec '${javaTool(java, 'java')}' ${flags.map((flag) => `'${flag}'`).join(' ')} \\
  org.apache.zeppelin.interpreter.remote.RemoteInterpreterServer "$host" "$port" "$group" "$range" \\
  >> '${logOf(stateFolder, 'zeppelin-interpreter')}' 2>&1
`;
}
