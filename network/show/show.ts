import { numbersOfPage, type PageJson, parseKey, stateKey } from '@fapiao-ledger/core';
import { VALID } from '../invalid-transaction.js';
import { blockView } from './block-view.js';
import type { Chain } from './chain.js';
import type { TransactionView, WriteView } from './transaction-view.js';

/** What to show of a chain: a block, the newest where none is named; the value of a key; or the keys of an invoice. */
export type Question =
  | { readonly block: number | undefined }
  | { readonly key: string }
  | { readonly invoice: string };

/** A write, and the valid transaction that made it. */
type FoundWrite = WriteView & {
  readonly block: number;
  readonly position: number;
  readonly transactionId: string;
  readonly time: string;
};

/** Thrown when the chain does not have what was asked for. */
export class NotInChain extends Error {}

/**
 * Returns what a chain says, ready to be written as JSON.
 *
 * @param contract name of the contract whose keys are meant
 * @throws {NotInChain | NoBlock}
 */
export async function answer(chain: Chain, contract: string, question: Question): Promise<unknown> {
  if ('key' in question) return await valueOfKey(chain, contract, question.key);
  if ('invoice' in question) return await keysOfInvoice(chain, contract, question.invoice);
  const { block = chain.last } = question;
  if (block < chain.first || block > chain.last)
    throw new NotInChain(`there is no block ${block}: the chain has blocks ${chain.first} to ${chain.last}`);
  return blockView(await chain.block(block));
}

async function valueOfKey(chain: Chain, contract: string, key: string): Promise<FoundWrite> {
  const name = Buffer.from(key);
  for await (const write of writesNewestFirst(chain, contract, (bytes) => bytes.includes(name)))
    if (write.key === key) return write;
  throw new NotInChain(`no valid transaction wrote the key ${key}`);
}

/** The keys under which the ledger has an invoice. A status is there from the first act after the issue on. */
interface InvoiceKeys {
  readonly number: string;
  readonly page: FoundWrite;
  readonly status: FoundWrite | null;
  readonly freeze: FoundWrite | null;
}

async function keysOfInvoice(chain: Chain, contract: string, number: string): Promise<InvoiceKeys> {
  const changes = new Map<string, FoundWrite>();
  const [status, freeze] = [stateKey('STATUS', number), stateKey('FREEZE', number)];
  for await (const write of writesNewestFirst(chain, contract)) {
    if (write.key === status || write.key === freeze) changes.set(write.key, changes.get(write.key) ?? write);
    // All acts on an invoice come after its page, so what is older says nothing of it.
    if (hasInvoice(write, number))
      return {
        number,
        page: write,
        status: changes.get(status) ?? null,
        freeze: changes.get(freeze) ?? null,
      };
  }
  throw new NotInChain(`no valid transaction issued the invoice ${number}`);
}

function hasInvoice(write: WriteView, number: string): boolean {
  return (
    parseKey(write.key)?.kind === 'PAGE' &&
    'document' in write &&
    numbersOfPage(write.document as PageJson).includes(number)
  );
}

/** Yields what valid transactions wrote for a contract, the newest first. @param mayHave tells whether a block is worth reading */
async function* writesNewestFirst(
  chain: Chain,
  contract: string,
  mayHave: (bytes: Buffer) => boolean = () => true,
): AsyncGenerator<FoundWrite, void, void> {
  for (let block = chain.last; block >= chain.first; block -= 1) {
    const bytes = await chain.block(block);
    if (!mayHave(Buffer.from(bytes.buffer, bytes.byteOffset, bytes.byteLength))) continue;
    for (const transaction of blockView(bytes).transactions.toReversed())
      yield* writesOf(transaction, contract, block);
  }
}

function writesOf(transaction: TransactionView, contract: string, block: number): readonly FoundWrite[] {
  if (transaction.validationCode !== VALID || !('writes' in transaction)) return [];
  const { position, id: transactionId, time, writes } = transaction;
  return writes
    .filter(({ namespace }) => namespace === contract)
    .map((write) => ({ block, position, transactionId, time, ...write }));
}
