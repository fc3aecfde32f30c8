/** A thread that draws and verifies receipts: fonts, PDF code and files of strangers stay in here. */
import { type MessagePort, parentPort, workerData } from 'node:worker_threads';
import { renderReceipt, type TrustFile, verifyReceipt } from '@fapiao-ledger/cli/receipt';
import { packError } from '@fapiao-ledger/network/error-transfer';
import type { ReceiptAnswer, ReceiptTask } from './receipt-tasks.js';

function answerTo(task: ReceiptTask, trust: TrustFile): ReceiptAnswer {
  try {
    return 'render' in task
      ? { drawn: renderReceipt(task.render) }
      : { report: verifyReceipt(task.verify, trust, new Date()) };
  } catch (error) {
    return { error: packError(error) };
  }
}

const port = parentPort as MessagePort;
port.on('message', (task: ReceiptTask) => port.postMessage(answerTo(task, workerData as TrustFile)));
