import { type ContractEvents, parseKey } from '@fapiao-ledger/core';
import type { LedgerBlock } from '@fapiao-ledger/network/ledger-client';
import type { IssuingLedger } from '../issuing-ledger.ts';
import { type BenchRow, row } from '../row.ts';

/** Newest blocks that are taken apart. */
const BLOCKS = 50n;

/** What the newest blocks of a ledger consist of. They have pages of 500 only. */
export async function blockParts(ledger: IssuingLedger): Promise<readonly BenchRow[]> {
  const { client } = ledger.world;
  const { height } = await client.status();
  const from = height > BLOCKS ? height - BLOCKS : 0n;
  const stop = new AbortController();
  const parts = { whole: 0, pages: 0, others: 0, invoices: 0 };
  for await (const block of client.blocks(from, stop.signal)) {
    parts.whole += (await ledger.rawBlock(block.number)).length;
    addWrites(parts, block);
    if (block.number + 1n >= height) break;
  }
  stop.abort();
  const { whole, pages, others, invoices } = parts;
  return [
    row('of a block, pages', pages / invoices, 'bytes/invoice'),
    row('of a block, other documents', others / invoices, 'bytes/invoice'),
    row('of a block, signatures and the rest', (whole - pages - others) / invoices, 'bytes/invoice'),
  ];
}

interface Parts {
  pages: number;
  others: number;
  invoices: number;
}

function addWrites(parts: Parts, { transactions }: LedgerBlock): void {
  for (const { writes, event } of transactions) {
    for (const { key, value } of writes) {
      const kind = parseKey(key)?.kind;
      parts[kind === 'PAGE' ? 'pages' : 'others'] += value?.length ?? 0;
    }
    if (event?.name !== 'InvoicesIssued') continue;
    const { count } = JSON.parse(
      Buffer.from(event.payload).toString('utf8'),
    ) as ContractEvents['InvoicesIssued'];
    parts.invoices += count;
  }
}
