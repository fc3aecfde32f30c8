/** The thread that verifies and makes the signatures of a peer. */

import { sign, verify } from 'node:crypto';
import { parentPort } from 'node:worker_threads';
import { present, toLowS } from '@fapiao-ledger/core';
import type { SignatureJob, SignatureResult } from './signature-thread.js';

function resultOf({ key, bytes, signature }: SignatureJob): SignatureResult {
  try {
    return signature === undefined
      ? toLowS(sign('sha256', bytes, key))
      : verify('sha256', bytes, key, signature);
  } catch (error) {
    return error instanceof Error ? error : new Error(String(error));
  }
}

const port = present(parentPort ?? undefined, 'the port of the thread');
port.on('message', (jobs: readonly SignatureJob[]) => port.postMessage(jobs.map(resultOf)));
