import type { Response } from 'express';
import { writeHead } from './head.js';
import { localsOf } from './middleware/exchange.js';

/** An answer that is written chunk by chunk. */
export interface StreamAnswer {
  readonly type: string;
  readonly chunks: AsyncIterable<string>;
}

/** A caller that reads nothing for this long is disconnected. */
const STALL_MS = 30_000;

/** Writes an answer no faster than its caller reads it, so that no data accumulates in memory. */
export async function sendStream(response: Response, { type, chunks }: StreamAnswer): Promise<void> {
  // X-Accel-Buffering: proxies that buffer an answer would delay events.
  writeHead(response, 200, { 'Content-Type': type, 'Cache-Control': 'no-store', 'X-Accel-Buffering': 'no' });
  response.flushHeaders();
  // A HEAD request gets no body, so its answer ends here.
  if (response.req.method === 'HEAD') {
    response.end();
    return;
  }
  for await (const chunk of chunks) {
    if (response.destroyed) break;
    if (!response.write(chunk)) await drained(response);
  }
  const { socket } = response.req;
  // The rest of a request body that was not read to its end would be parsed as the next request.
  response.end(() => response.req.complete || socket.destroySoon());
}

/** Waits until the caller has read the written data, or has disconnected. */
async function drained(response: Response): Promise<void> {
  await new Promise<void>((resolve) => {
    const stalled = setTimeout(() => {
      localsOf(response).code = 'TOO_SLOW';
      response.destroy();
    }, STALL_MS);
    const done = (): void => {
      clearTimeout(stalled);
      response.off('drain', done).off('close', done);
      resolve();
    };
    response.once('drain', done).once('close', done);
  });
}
