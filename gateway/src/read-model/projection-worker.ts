/** Projects blocks in a thread, because decoding them and writing to SQLite would block the thread that answers callers. */

import { parentPort, workerData } from 'node:worker_threads';
import { present } from '@fapiao-ledger/core';
import { lowerPriority } from '../threads/lower-priority.js';
import { unpackBlocks } from './block-transfer.js';
import { openEngine } from './open-engine.js';
import {
  type ProjectionMessage,
  type ProjectionTask,
  type ProjectionThreadData,
  packFailure,
} from './projection-tasks.js';
import { ReadModel } from './read-model.js';

const { place, channel } = workerData as ProjectionThreadData;
const port = present(parentPort ?? undefined, 'the port of the thread');
const send = (message: ProjectionMessage): void => port.postMessage(message);

lowerPriority();
const engine = openEngine(place, (error) => send({ report: packFailure(error) }));
let opened: ReadModel | undefined;

async function perform(task: Exclude<ProjectionTask, { readonly name: 'close' }>): Promise<bigint> {
  opened ??= await ReadModel.open(engine, channel);
  if (task.name === 'apply') return await opened.apply(unpackBlocks(task.blocks));
  if (task.name === 'clear') await opened.clear();
  return await opened.height();
}

port.on('message', (task: ProjectionTask) => {
  if (task.name === 'close') {
    // The thread ends when nothing is open.
    void engine.close().finally(() => port.close());
    return;
  }
  perform(task).then(
    (height) => send({ height }),
    (error: unknown) => send({ failure: packFailure(error) }),
  );
});
