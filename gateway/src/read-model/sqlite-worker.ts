/** Runs queries on a SQLite file in a thread, because node:sqlite blocks its thread while it searches. */

import { parentPort, workerData } from 'node:worker_threads';
import { present } from '@fapiao-ledger/core';
import { lowerPriority } from '../threads/lower-priority.js';
import { SqliteConnection } from './sqlite-connection.js';
import { IS_IN_TIME, type SqliteAnswer, type SqliteTask, type SqliteThreadData } from './sqlite-tasks.js';

/** Rows between two readings of the clock. A row takes at least 0.1 µs. */
const ROWS_A_LOOK = 256;

const { path, timeMaxMs } = workerData as SqliteThreadData;
const connection = new SqliteConnection(path);
let deadline = 0;
let calls = 0;
let isTooLong = false;

lowerPriority();
connection.database.exec('PRAGMA query_only = 1');
connection.database.function(IS_IN_TIME, () => {
  calls += 1;
  if (calls % ROWS_A_LOOK === 0 && performance.now() > deadline) {
    isTooLong = true;
    throw new Error('the statement has run for too long');
  }
  return 1;
});

function answerTo({ sql, parameters, begins }: SqliteTask): SqliteAnswer {
  deadline = performance.now() + timeMaxMs;
  isTooLong = false;
  try {
    if (begins) connection.database.exec('begin');
    return connection.read(sql, parameters);
  } catch (error) {
    return isTooLong ? { isTooLong } : { failure: error instanceof Error ? error.message : String(error) };
  }
}

const port = present(parentPort ?? undefined, 'the port of the thread');
port.on('message', (task: SqliteTask) => port.postMessage(answerTo(task)));
