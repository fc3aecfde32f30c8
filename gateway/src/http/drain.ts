import type { Response } from 'express';

/** Closes connections at the end of service: the remaining answers ask their callers to connect again. */
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
