// One PGlite in a thread of its own, spoken to in PostgreSQL's protocol: bytes in, bytes out, one answer a request, in
// order; buffers are handed over, not copied. Plain JavaScript, so that Node starts this very file from src and dist alike.
'use strict';

const { parentPort, workerData } = require('node:worker_threads');
const { PGlite } = require('@electric-sql/pglite');

const fault = (error) => ({
  fault: { message: error instanceof Error ? error.message : String(error), code: error?.code, detail: error?.detail },
});

const answer = (reply) =>
  reply instanceof Uint8Array ? parentPort.postMessage(reply, [reply.buffer]) : parentPort.postMessage(reply);

const start = async () => {
  const database = await PGlite.create(workerData.dataDir);
  parentPort.on('message', async (request) => {
    try {
      if (request !== 'close') return answer(database.execProtocolRawSync(request));
      await database.close();
      answer('closed');
    } catch (error) {
      answer(fault(error));
    }
    if (request === 'close') parentPort.close();
  });
  answer('ready');
};

start().catch((error) => answer(fault(error)));
