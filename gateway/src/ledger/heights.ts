import type { LedgerClient } from '@fapiao-ledger/network/ledger-client';

/**
 * The ledger's height: looked at where that is possible, and else asked once for all who want it: whoever comes while a question is out shares the
 * next one, so that every answer is to a question put after its asker came.
 */
export class Heights {
  readonly #ledger: Pick<LedgerClient, 'status' | 'heightNow'>;
  #asked: Promise<bigint> | undefined;
  #next: Promise<bigint> | undefined;

  constructor(ledger: Pick<LedgerClient, 'status' | 'heightNow'>) {
    this.#ledger = ledger;
  }

  /** @throws {LedgerError} */
  now(): bigint | Promise<bigint> {
    return this.#ledger.heightNow?.() ?? this.#shared();
  }

  /** As answers tell it: what is read after this is at least as recent. @throws {LedgerError} */
  async told(): Promise<string> {
    return String(await this.now());
  }

  async #shared(): Promise<bigint> {
    this.#next ??= this.#afterAsked();
    return await this.#next;
  }

  async #afterAsked(): Promise<bigint> {
    await this.#asked?.catch(() => undefined);
    this.#next = undefined;
    this.#asked = this.#ledger.status().then(({ height }) => height);
    return await this.#asked;
  }
}
