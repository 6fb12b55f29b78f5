// Imports a function's bundle as Lambda's runtime does before the first invocation, writes its CPU
// time, and exits. It is plain JavaScript because a TypeScript loader would be measured too.
import { writeSync } from 'node:fs';

await import(process.argv[2]);
const { user, system } = process.cpuUsage();
writeSync(3, String(user + system));
process.exit();
