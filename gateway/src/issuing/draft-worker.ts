/** A thread that reads and judges large bodies of drafts, so that the thread that answers does not. */

import { parentPort } from 'node:worker_threads';
import { present } from '@fapiao-ledger/core';
import { packError } from '@fapiao-ledger/network/error-transfer';
import { lowerPriority } from '../threads/lower-priority.js';
import type { DraftAnswer, DraftTask } from './draft-tasks.js';
import { judgeRequest } from './judge-request.js';
import { readBulkLine, readDraftsBody } from './read-drafts.js';

function answerTo(task: DraftTask): DraftAnswer {
  try {
    if ('body' in task) return { body: readDraftsBody(task.body) };
    if ('line' in task) return { line: readBulkLine(task.line) };
    judgeRequest(task.judge);
    return { isGood: true };
  } catch (error) {
    return { error: packError(error) };
  }
}

lowerPriority();
const port = present(parentPort ?? undefined, 'the port of the thread');
port.on('message', (task: DraftTask) => port.postMessage(answerTo(task)));
