/**
 * The program of an execution environment's process. It imports the asset's handler, then answers
 * one invocation at a time. It is CommonJS and runs untransformed, because Node starts it from a
 * file on disk, without tsx and Jest.
 */
'use strict';
const { existsSync, readSync, writeSync } = require('node:fs');
const { join } = require('node:path');
const { pathToFileURL } = require('node:url');
const { isNativeError } = require('node:util/types');
const { serialize } = require('node:v8');

/**
 * The socket that `runtime-process.ts` lays: events come in by it, messages go out. It blocks, both
 * ways.
 */
const PARENT = 4;

/** Lambda's own order of search. */
const EXTENSIONS = ['.js', '.mjs', '.cjs'];

class RuntimeError extends Error {
  constructor(type, message) {
    super(message);
    this.name = `Runtime.${type}`;
  }
}

/**
 * Writes the number of a message's bytes, then the message. All of it is out on return, even if the
 * process exits.
 */
function send(message) {
  const body = serialize(message);
  const frame = Buffer.allocUnsafe(4 + body.length);
  frame.writeUInt32BE(body.length);
  body.copy(frame, 4);
  for (let sent = 0; sent < frame.length; ) sent += writeSync(PARENT, frame, sent);
}

/** Sends output by the answer's own way, so that all of it has arrived when the answer does. */
function capture(name) {
  process[name].write = (chunk, encoding, done) => {
    const text = typeof chunk === 'string' ? chunk : Buffer.from(chunk).toString();
    send({ kind: 'output', stream: name, text });
    const written = typeof encoding === 'function' ? encoding : done;
    if (written) queueMicrotask(written);
    return true;
  };
}

/** Kept between events, because memory for 6 MB costs more than the copy into it. */
let room = Buffer.alloc(0);

/** Reads an event of so many bytes. */
function receive(bytes, encoding) {
  if (room.length < bytes) room = Buffer.allocUnsafeSlow(bytes);
  for (let read = 0; read < bytes; ) {
    const more = readSync(PARENT, room, read, bytes - read, null);
    // The parent is gone.
    if (more === 0) process.exit(1);
    read += more;
  }
  return room.toString(encoding, 0, bytes);
}

async function loadHandler() {
  const { LAMBDA_TASK_ROOT: folder, _HANDLER: handler } = process.env;
  const [, file, path] = /^(.*?)\.([^/]+)$/.exec(handler) ?? [];
  if (!file) throw new RuntimeError('MalformedHandlerName', `Bad handler ${handler}: expected file.export`);
  const extension = EXTENSIONS.find((candidate) => existsSync(join(folder, file + candidate)));
  if (!extension) throw new RuntimeError('ImportModuleError', `Cannot find module '${file}' in ${folder}`);
  const module = await import(pathToFileURL(join(folder, file + extension)).href);
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

function describeCrash(error) {
  return isNativeError(error) ? describe(error) : { errorType: 'Runtime.ExitError', errorMessage: String(error) };
}

function toJson(answer) {
  try {
    return JSON.stringify(answer) ?? 'null';
  } catch (cause) {
    throw new RuntimeError('MarshalError', `Unable to stringify response body: ${cause.message}`);
  }
}

async function answer(handler, { bytes, encoding, traceId, deadline, context }) {
  const event = receive(bytes, encoding);
  process.env._X_AMZN_TRACE_ID = traceId;
  try {
    const getRemainingTimeInMillis = () => Math.max(0, deadline - Date.now());
    const payload = toJson(await handler(JSON.parse(event), { ...context, getRemainingTimeInMillis }));
    send({ kind: 'answer', payload });
  } catch (error) {
    send({ kind: 'failure', error: describe(error) });
  }
}

capture('stdout');
capture('stderr');
// Node prints warnings past process.stderr, straight to its file descriptor.
process.removeAllListeners('warning');
process.on('warning', (warning) => process.stderr.write(`${warning.name}: ${warning.message}\n`));
// A monitor leaves a handler's own listeners in charge; without any, the error ends the process as
// Node would end it.
process.on('uncaughtExceptionMonitor', (error) => {
  if (process.listenerCount('uncaughtException') > 0) return;
  send({ kind: 'crash', error: describeCrash(error) });
  process.exit(1);
});

loadHandler().then(
  (handler) => {
    // The channel keeps the process alive between invocations, until the parent closes it.
    process.on('message', (invocation) => answer(handler, invocation));
    send({ kind: 'ready' });
  },
  (error) => {
    send({ kind: 'crash', error: describe(error) });
    process.exit(1);
  },
);
