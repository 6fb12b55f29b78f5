/**
 * One execution environment: imports the asset's handler, then answers one invocation at a time.
 * CommonJS as it stands, because a Worker starts from a file on disk, outside tsx and Jest's transforms.
 */
'use strict';
const { existsSync } = require('node:fs');
const { join } = require('node:path');
const { pathToFileURL } = require('node:url');
const { isNativeError } = require('node:util/types');
const { parentPort, workerData } = require('node:worker_threads');

// Lambda's own order of search.
const EXTENSIONS = ['.js', '.mjs', '.cjs'];

class RuntimeError extends Error {
  constructor(type, message) {
    super(message);
    this.name = `Runtime.${type}`;
  }
}

// Output travels on the answer's own port, so that all of it has arrived when the answer does.
function capture(name) {
  process[name].write = (chunk, encoding, done) => {
    const text = typeof chunk === 'string' ? chunk : Buffer.from(chunk).toString();
    parentPort.postMessage({ kind: 'output', stream: name, text });
    const written = typeof encoding === 'function' ? encoding : done;
    if (written) queueMicrotask(written);
    return true;
  };
}

async function loadHandler() {
  const { assetDirectory, handler } = workerData;
  const [, file, path] = /^(.*?)\.([^/]+)$/.exec(handler) ?? [];
  if (!file) throw new RuntimeError('MalformedHandlerName', `Bad handler ${handler}: expected file.export`);
  const extension = EXTENSIONS.find((candidate) => existsSync(join(assetDirectory, file + candidate)));
  if (!extension) throw new RuntimeError('ImportModuleError', `Cannot find module '${file}' in ${assetDirectory}`);
  const module = await import(pathToFileURL(join(assetDirectory, file + extension)).href);
  const find = (from) => path.split('.').reduce((value, key) => value?.[key], from);
  // A CommonJS asset may hide its exports behind `default`.
  const found = find(module) ?? find(module.default);
  if (typeof found !== 'function') throw new RuntimeError('HandlerNotFound', `${handler} is undefined or not exported`);
  if (found.length >= 3) {
    throw new RuntimeError(
      'CallbackHandlerDeprecated',
      `${handler} takes a callback: nodejs24.x calls async handlers only`,
    );
  }
  return found;
}

function describe(error) {
  if (!isNativeError(error)) return { errorType: typeof error, errorMessage: String(error) };
  return { errorType: error.name, errorMessage: error.message, trace: String(error.stack).split('\n') };
}

function toJson(answer) {
  try {
    return JSON.stringify(answer) ?? 'null';
  } catch (cause) {
    throw new RuntimeError('MarshalError', `Unable to stringify response body: ${cause.message}`);
  }
}

async function answer(handler, { event, traceId, deadline, context }) {
  process.env._X_AMZN_TRACE_ID = traceId;
  try {
    const getRemainingTimeInMillis = () => Math.max(0, deadline - Date.now());
    const payload = toJson(await handler(JSON.parse(event), { ...context, getRemainingTimeInMillis }));
    parentPort.postMessage({ kind: 'answer', payload });
  } catch (error) {
    parentPort.postMessage({ kind: 'failure', error: describe(error) });
  }
}

capture('stdout');
capture('stderr');
// Node prints warnings past process.stderr, straight to the terminal.
process.removeAllListeners('warning');
process.on('warning', (warning) => process.stderr.write(`${warning.name}: ${warning.message}\n`));

loadHandler().then(
  (handler) => {
    parentPort.on('message', (invocation) => answer(handler, invocation));
    parentPort.postMessage({ kind: 'ready' });
  },
  (error) => {
    parentPort.postMessage({ kind: 'unstarted', error: describe(error) });
    process.exit(1);
  },
);
