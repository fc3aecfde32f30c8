/** A thread that judges pages. */

import { parentPort } from 'node:worker_threads';
import { present } from '@fapiao-ledger/core';
import { judgePage } from './judge-page.js';
import type { IssuedPage, Judgment } from './judgment.js';
import { StoredFacts } from './stored-facts.js';

const port = present(parentPort ?? undefined, 'the port of the thread');

port.on('message', (pages: readonly IssuedPage[]) => {
  const stored = new StoredFacts();
  const judgments = pages.map((page) => judgePage(page, stored));
  const judgment: Judgment = {
    invoices: judgments.reduce((sum, { invoices }) => sum + invoices, 0),
    differences: judgments.flatMap(({ differences }) => differences),
  };
  port.postMessage(judgment);
});
