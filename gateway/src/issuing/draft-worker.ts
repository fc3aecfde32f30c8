/** Reads and judges large bodies of drafts in a thread, so that the main thread keeps answering. */
import { lowerPriority } from '../threads/lower-priority.js';
import { serveOperations } from '../threads/operations.js';
import { judgeRequest } from './judge-request.js';
import { readBulkLine, readDraftsBody, readPaymentBody } from './read-drafts.js';

const operations = {
  body: readDraftsBody,
  line: readBulkLine,
  payment: readPaymentBody,
  judge: judgeRequest,
};

export type DraftOperations = typeof operations;

lowerPriority();
serveOperations(operations);
