import type { NextFunction, Request, RequestHandler, Response } from 'express';

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

  readonly handler: RequestHandler = (_request: Request, response: Response, next: NextFunction): void => {
    this.#open.add(response);
    response.once('close', () => this.#open.delete(response));
    if (this.#hasBegun) closeAfter(response);
    next();
  };
}

function closeAfter(response: Response): void {
  if (!response.headersSent) response.set('Connection', 'close');
}
