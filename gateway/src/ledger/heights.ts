import type { LedgerClient } from '@fapiao-ledger/network/ledger-client';

/**
 * The ledger's height: read where the ledger is in this process, and else asked of a peer, once for all callers
 * that wait. A call made while a question is out waits for the next question, so that no answer is older
 * than the call.
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

  /** As answers carry it: what is read after this is at least as recent. @throws {LedgerError} */
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
