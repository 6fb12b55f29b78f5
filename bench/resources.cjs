/** Preloaded into a measured process: writes its resource usage to the file in BENCH_RESOURCES. */
const { writeFileSync } = require('node:fs');
const { isMainThread } = require('node:worker_threads');

if (isMainThread && process.env.BENCH_RESOURCES)
  process.on('exit', () => writeFileSync(process.env.BENCH_RESOURCES, JSON.stringify(process.resourceUsage())));
