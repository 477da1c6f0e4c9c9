// One PGlite in a thread of its own, spoken to in PostgreSQL's protocol: bytes in, bytes out, one answer a request, in
// order; buffers are handed over, not copied. Plain JavaScript, so that Node starts this very file from src and dist alike.
'use strict';

const { existsSync } = require('node:fs');
const { join } = require('node:path');
const { parentPort, workerData } = require('node:worker_threads');
const { PGlite } = require('@electric-sql/pglite');

const fault = (error) => ({
  fault: { message: error instanceof Error ? error.message : String(error), code: error?.code, detail: error?.detail },
});

const answer = (reply) =>
  reply instanceof Uint8Array ? parentPort.postMessage(reply, [reply.buffer]) : parentPort.postMessage(reply);

// What the database says comes in pieces, each a view of its memory that holds only until the next one.
let answers = new Uint8Array(1 << 20);
let length = 0;

const collect = (piece) => {
  if (length + piece.length > answers.length) {
    const larger = new Uint8Array(2 * (length + piece.length));
    larger.set(answers.subarray(0, length));
    answers = larger;
  }
  answers.set(piece, length);
  length += piece.length;
};

const run = async (database, request) => {
  length = 0;
  await database.execProtocolRawStream(request, { onRawData: collect });
  return answers.slice(0, length);
};

const handle = async (database, request) => {
  try {
    if (request !== 'close') return answer(await run(database, request));
    await database.close();
    answer('closed');
  } catch (error) {
    answer(fault(error));
  }
  if (request === 'close') parentPort.close();
};

// A new database begins with a data directory that was made beforehand: making one takes five times as long.
const open = async ({ folder }) => {
  if (folder !== null && existsSync(join(folder, 'PG_VERSION'))) return PGlite.create(folder);
  const { dataDir } = require('@electric-sql/pglite-prepopulatedfs');
  return PGlite.create({ dataDir: folder ?? 'memory://', loadDataDir: await dataDir() });
};

const start = async () => {
  const database = await open(workerData);
  let last = Promise.resolve();
  parentPort.on('message', (request) => {
    last = last.then(() => handle(database, request));
  });
  answer('ready');
};

start().catch((error) => answer(fault(error)));
