/** Preloaded into a process that is measured: writes what it used to the file that BENCH_RESOURCES names. */
const { writeFileSync } = require('node:fs');
const { isMainThread } = require('node:worker_threads');

if (isMainThread && process.env.BENCH_RESOURCES)
  process.on('exit', () => writeFileSync(process.env.BENCH_RESOURCES, JSON.stringify(process.resourceUsage())));
