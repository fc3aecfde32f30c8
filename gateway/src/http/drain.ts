import type { Response } from 'express';

/** The end of service: callers whose requests are answered yet are asked to come back elsewhere. */
export class Drain {
  readonly #open = new Set<Response>();
  #hasBegun = false;

  get hasBegun(): boolean {
    return this.#hasBegun;
  }

  /** From now on every answer closes its connection, those to earlier requests too. */
  begin(): void {
    this.#hasBegun = true;
    for (const response of this.#open) closeAfter(response);
  }

  /** An answer that is not out yet. */
  add(response: Response): void {
    this.#open.add(response);
    if (this.#hasBegun) closeAfter(response);
  }

  /** An answer that is out, or whose caller is gone. */
  delete(response: Response): void {
    this.#open.delete(response);
  }
}

function closeAfter(response: Response): void {
  if (!response.headersSent) response.set('Connection', 'close');
}
