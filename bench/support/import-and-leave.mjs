// Imports a function's bundle as Lambda's runtime does before the first invocation, tells its CPU time, and ends. A file
// of plain JavaScript, as the loader that runs this project's TypeScript would be measured too.
import { writeSync } from 'node:fs';

await import(process.argv[2]);
const { user, system } = process.cpuUsage();
writeSync(3, String(user + system));
process.exit();
