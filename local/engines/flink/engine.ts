import path from 'node:path';
import type { Engine } from '../jvm/engine';

/** Flink with the SQL client and the Kinesis connector. */
export const FLINK: Engine = { name: 'Flink', key: 'flink', pom: path.join(__dirname, 'pom.xml') };
