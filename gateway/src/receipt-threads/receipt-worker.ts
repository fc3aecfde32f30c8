/** A thread that draws and verifies receipts: fonts, PDF code and files of strangers stay in here. */
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
  /** The receipt lacks its signature: the key stays where no file of others is read. */
  draw: ({ source, number }: { readonly source: ReceiptSource; readonly number: string }) => {
    // The operator signs what is drawn here: nothing that its own verifier would refuse.
    proveSource(source, { number, trust, now: new Date() });
    return renderReceipt(source);
  },
  verify: (file: Uint8Array): ReceiptReport => verifyReceipt(file, trust, new Date()),
};

export type ReceiptOperations = typeof operations;

serveOperations(operations);
