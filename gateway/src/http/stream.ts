import type { Response } from 'express';
import { writeHead } from './head.js';
import { localsOf } from './middleware/exchange.js';

/** An answer that is written as it comes about. */
export interface StreamAnswer {
  readonly type: string;
  readonly chunks: AsyncIterable<string>;
}

/** A caller that takes nothing for so long is cut off. */
const STALL_MS = 30_000;

/** Writes an answer no faster than its reader takes it, so that nothing piles up here. */
export async function sendStream(response: Response, { type, chunks }: StreamAnswer): Promise<void> {
  // Proxies that gather an answer before they pass it on would keep events back.
  writeHead(response, 200, { 'Content-Type': type, 'Cache-Control': 'no-store', 'X-Accel-Buffering': 'no' });
  response.flushHeaders();
  // Who asks for the head alone would wait for the end of a body that does not come.
  if (response.req.method === 'HEAD') {
    response.end();
    return;
  }
  for await (const chunk of chunks) {
    if (response.destroyed) break;
    if (!response.write(chunk)) await taken(response);
  }
  const { socket } = response.req;
  // What is left of a body that was not read to its end stands where the next request would begin.
  response.end(() => response.req.complete || socket.destroySoon());
}

/** Resolves when the reader has taken what was written, or is gone. */
async function taken(response: Response): Promise<void> {
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
