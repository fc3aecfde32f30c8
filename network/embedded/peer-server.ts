import type { MessagePort } from 'node:worker_threads';
import { packError } from './error-transfer.js';
import type { PeerLink } from './peer-link.js';
import type { SharedHeight } from './shared-height.js';
import type { Reply, Request, WorkerMessage } from './worker-protocol.js';

type Call = (...args: unknown[]) => Promise<unknown>;

/**
 * Answers the requests that arrive through a port; answers of one turn go in one message. The height is written before
 * any answer that knows of a new block is sent.
 */
export class PeerServer {
  readonly #peer: PeerLink;
  readonly #port: MessagePort;
  readonly #height: SharedHeight;
  #replies: Reply[] = [];
  #changed = false;
  #scheduled = false;

  private constructor(peer: PeerLink, port: MessagePort, height: SharedHeight) {
    this.#peer = peer;
    this.#port = port;
    this.#height = height;
    peer.onChange(() => {
      this.#changed = true;
      void this.#writeHeight();
      this.#schedule();
    });
    port.on('message', (requests: readonly Request[]) => {
      for (const request of requests) void this.#serve(request);
    });
  }

  /** @returns when the height is written for the first time */
  static async start(peer: PeerLink, port: MessagePort, height: SharedHeight): Promise<void> {
    await new PeerServer(peer, port, height).#writeHeight();
  }

  async #writeHeight(): Promise<void> {
    this.#height.set((await this.#peer.status()).height);
  }

  async #serve({ id, method, args }: Request): Promise<void> {
    try {
      const value = await (this.#peer[method] as Call).apply(this.#peer, [...args]);
      this.#replies.push({ id, value });
    } catch (error) {
      this.#replies.push({ id, error: packError(error) });
    }
    if (method === 'close') {
      this.#flush();
      this.#port.close();
    } else {
      this.#schedule();
    }
  }

  #schedule(): void {
    if (this.#scheduled) return;
    this.#scheduled = true;
    setImmediate(() => this.#flush());
  }

  #flush(): void {
    this.#scheduled = false;
    const message: WorkerMessage = { replies: this.#replies, changed: this.#changed };
    this.#replies = [];
    this.#changed = false;
    this.#port.postMessage(message);
  }
}
