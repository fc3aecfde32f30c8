/** A thread that draws and verifies receipts: fonts, PDF code and files of strangers stay in here. */

import { parentPort, workerData } from 'node:worker_threads';
import { present } from '@fapiao-ledger/core';
import { packError } from '@fapiao-ledger/network/error-transfer';
import type { TrustFile } from '@fapiao-ledger/pki';
import { proveSource, renderReceipt, verifyReceipt } from '@fapiao-ledger/receipt';
import type { ReceiptAnswer, ReceiptTask } from './receipt-tasks.js';

function answerTo(task: ReceiptTask, trust: TrustFile): ReceiptAnswer {
  const now = new Date();
  try {
    if ('verify' in task) return { report: verifyReceipt(task.verify, trust, now) };
    // The operator signs what is drawn here: nothing that its own verifier would refuse.
    proveSource(task.render, { number: task.number, trust, now });
    return { drawn: renderReceipt(task.render) };
  } catch (error) {
    return { error: packError(error) };
  }
}

const port = present(parentPort ?? undefined, 'the port of the thread');
port.on('message', (task: ReceiptTask) => port.postMessage(answerTo(task, workerData as TrustFile)));
