import type { Duplex } from 'node:stream';
import type { Response } from 'express';

/** The answers that are not sent yet. At the end of service they ask their callers to connect again. */
export class Drain {
  readonly #open = new Set<Response>();
  #hasBegun = false;

  get hasBegun(): boolean {
    return this.#hasBegun;
  }

  /** Makes every answer close its connection, including answers to earlier requests. */
  begin(): void {
    this.#hasBegun = true;
    for (const response of this.#open) closeAfter(response);
  }

  /** Returns whether an answer on a connection has begun. Pipelined requests may have several answers. */
  isAnswering(socket: Duplex): boolean {
    for (const { req, headersSent } of this.#open) {
      if (headersSent && req.socket === socket) return true;
    }
    return false;
  }

  /** Adds an answer that is not sent yet. */
  add(response: Response): void {
    this.#open.add(response);
    if (this.#hasBegun) closeAfter(response);
  }

  /** Removes an answer that is sent, or whose caller has disconnected. */
  delete(response: Response): void {
    this.#open.delete(response);
  }
}

function closeAfter(response: Response): void {
  if (!response.headersSent) response.set('Connection', 'close');
}
