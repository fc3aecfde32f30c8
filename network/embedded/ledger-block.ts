import type { LedgerBlock, LedgerTransaction } from '../ledger-client.js';
import { decodeBlock } from './block.js';
import { headOf } from './block-effects.js';
import type { CommittedBlock } from './committer.js';
import { ownBytes } from './own-bytes.js';
import { type EnvelopeHead, type ParsedTransaction, parseTransactionBody } from './parsed-transaction.js';
import { ENDORSER_TRANSACTION } from './proposal.js';
import { Code, codeName } from './validation-code.js';

/** Turns blocks into the blocks that clients receive, with the writes of one chaincode. */
export class LedgerBlockView {
  readonly #chaincode: string;

  /** @param chaincode namespace whose writes clients receive */
  constructor(chaincode: string) {
    this.#chaincode = chaincode;
  }

  /** Returns the client's view of a block in the file. */
  ofStored(bytes: Uint8Array): LedgerBlock {
    const block = decodeBlock(bytes);
    return {
      number: BigInt(block.header.number),
      transactions: block.envelopes.map((envelope, position) => {
        const code = block.codes[position] ?? Code.NOT_VALIDATED;
        const head = headOf(envelope);
        const isTransaction = code === Code.VALID && head?.type === ENDORSER_TRANSACTION;
        return this.#transaction(
          head,
          position,
          code,
          isTransaction ? parseTransactionBody(head) : undefined,
        );
      }),
    };
  }

  /** Returns the client's view of a block that was just committed, without reading it again. */
  ofCommitted(block: CommittedBlock): LedgerBlock {
    return {
      number: BigInt(block.number),
      transactions: block.transactions.map(({ head, transaction }, position) => {
        const code = block.codes[position] as number;
        return this.#transaction(head, position, code, code === Code.VALID ? transaction : undefined);
      }),
    };
  }

  #transaction(
    head: EnvelopeHead | undefined,
    position: number,
    code: number,
    valid: ParsedTransaction | undefined,
  ): LedgerTransaction {
    const transaction = {
      transactionId: head?.txId ?? '',
      position,
      validationCode: codeName(code),
      timestamp: new Date(head?.timestampMs ?? 0).toISOString(),
      writes: this.#writesOf(valid),
    };
    return valid?.event === undefined
      ? transaction
      : { ...transaction, event: { name: valid.event.name, payload: ownBytes(valid.event.payload) } };
  }

  #writesOf(valid: ParsedTransaction | undefined): LedgerTransaction['writes'] {
    const rwset = valid?.rwset.find(({ namespace }) => namespace === this.#chaincode);
    return (rwset?.writes ?? []).map(({ key, value }) =>
      value === undefined ? { key } : { key, value: ownBytes(value) },
    );
  }
}
