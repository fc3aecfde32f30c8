import { DomainError } from '@fapiao-ledger/core';
import { TURNS, type TurnKind } from './route-limits.js';

interface Line {
  running: number;
  readonly waiting: (() => void)[];
}

/**
 * Bounds the concurrent requests of one caller, by kind. Further requests wait before their bodies are read, so that
 * a waiting request costs only a socket.
 */
export class Turns {
  readonly #lines = new Map<string, Line>();

  /**
   * Waits for the request's turn.
   * @returns a function that ends the turn
   * @throws {DomainError} QUOTA_EXCEEDED when too many requests wait already
   */
  async take(owner: string, kind: TurnKind): Promise<() => void> {
    const { runningMax, waitingMax } = TURNS[kind];
    const name = `${kind} ${owner}`;
    const line = this.#lines.get(name) ?? { running: 0, waiting: [] };
    this.#lines.set(name, line);
    if (line.running >= runningMax) {
      if (line.waiting.length >= waitingMax) {
        const message = `${runningMax} requests of this kind are answered at once and ${waitingMax} may wait; send fewer`;
        throw new DomainError('QUOTA_EXCEEDED', message);
      }
      await new Promise<void>((resolve) => line.waiting.push(resolve));
    } else line.running += 1;
    let isOver = false;
    return () => {
      if (!isOver) this.#end(name, line);
      isOver = true;
    };
  }

  /** Gives the turn to the next waiting request. */
  #end(name: string, line: Line): void {
    const next = line.waiting.shift();
    if (next !== undefined) {
      next();
      return;
    }
    line.running -= 1;
    if (line.running === 0) this.#lines.delete(name);
  }
}
