import type { LedgerClient } from '@fapiao-ledger/network/ledger-client';

/**
 * Reads the ledger's height: from this process where the ledger is embedded, else from a peer, once for all waiting
 * callers. A call during a request to the peer waits for the next request, so that no answer is older than the call.
 */
export class Heights {
  readonly #ledger: Pick<LedgerClient, 'status' | 'heightNow'>;
  #question: Promise<bigint> | undefined;
  #next: Promise<bigint> | undefined;

  constructor(ledger: Pick<LedgerClient, 'status' | 'heightNow'>) {
    this.#ledger = ledger;
  }

  /** @throws {LedgerError} */
  now(): bigint | Promise<bigint> {
    return this.#ledger.heightNow?.() ?? this.#shared();
  }

  /** Returns the height as text for answers. Data that is read afterwards is at least as recent. @throws {LedgerError} */
  async asText(): Promise<string> {
    return String(await this.now());
  }

  async #shared(): Promise<bigint> {
    this.#next ??= this.#afterQuestion();
    return await this.#next;
  }

  async #afterQuestion(): Promise<bigint> {
    await this.#question?.catch(() => undefined);
    this.#next = undefined;
    this.#question = this.#ledger.status().then(({ height }) => height);
    return await this.#question;
  }
}
