/** Draws and verifies receipts in a thread, to which fonts, PDF code and files of strangers are confined. */
import { workerData } from 'node:worker_threads';
import type { TrustFile } from '@fapiao-ledger/pki';
import {
  proveSource,
  type ReceiptReport,
  type ReceiptSource,
  renderReceipt,
  verifyReceipt,
} from '@fapiao-ledger/receipt';
import { serveOperations } from '../threads/operations.js';

const trust = workerData as TrustFile;

const operations = {
  /** Draws a receipt without its signature. The key stays in the main thread, where no files of strangers are read. */
  draw: ({ source, number }: { readonly source: ReceiptSource; readonly number: string }) => {
    // The operator signs the drawn receipt, so it must pass its own verifier.
    proveSource(source, { number, trust, now: new Date() });
    return renderReceipt(source);
  },
  verify: (file: Uint8Array): ReceiptReport => verifyReceipt(file, trust, new Date()),
};

export type ReceiptOperations = typeof operations;

serveOperations(operations);
