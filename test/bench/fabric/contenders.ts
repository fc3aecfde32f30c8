import { randomUUID } from 'node:crypto';
import { canonicalJson } from '@fapiao-ledger/core';
import { connectFabric } from '@fapiao-ledger/network/fabric/client';
import { creditCode } from '../../fabric/drafts.ts';
import {
  ADAPTERS,
  type Adapter,
  clientOf,
  connectionTo,
  openLedger,
  openWorld,
} from '../../fabric/network.ts';
import { DraftPool, typicalDraft } from '../draft-pool.ts';
import { openStockClient } from './stock-client.ts';
import type { PageOf, TillLedger } from './till-ledger.ts';

/** Numbers of senders of single transactions that are tried: each side is shown at its best. */
const SINGLE_SENDERS = [96, 192] as const;
/** Most senders at the same time. */
export const SENDERS_MAX = Math.max(...SINGLE_SENDERS);
const REFERENCE = 'reference';

/** Something to measure: what is sent, and by how many at the same time. */
export interface Contender {
  readonly name: string;
  /** Invoices, or assets, a transaction. */
  readonly size: number;
  /** Each number is measured; the best of them counts. */
  readonly senders: readonly number[];
  /** Least throughput over that of the plain reference through the stock client. */
  readonly ratioMin?: number;
  /** Most bytes of block that an invoice is to take. */
  readonly bytesMax?: number;
  /** Alone in its process while it is measured: every open client hears all blocks. */
  readonly open: () => Promise<Opened>;
}

interface Opened {
  readonly send: (sender: number) => Promise<unknown>;
  readonly close: () => Promise<void>;
}

const SINGLE_RATIO_MIN = 0.9;
const PAGE_SENDERS = [12, 24];

/** A contender that issues pages by either of our clients. */
interface PageKind extends Pick<Contender, 'size' | 'senders' | 'ratioMin' | 'bytesMax'>, PageOf {
  readonly name: string;
}

/** The plain reference by stock and by our clients, then our invoices by both adapters. */
export function contendersOn(home: string, tills: TillLedger): readonly [Contender, ...Contender[]] {
  const asset = canonicalJson({ ...typicalDraft(creditCode(1)) });
  const kinds = pageKinds();
  const singles = { senders: SINGLE_SENDERS, size: 1 };
  return [
    { name: 'reference, stock fabric-network', ...singles, open: () => openStock(home, asset) },
    ...ADAPTERS.map((adapter) => ({
      name: `reference, our ${adapter}`,
      ...singles,
      open: () => openPlain(home, adapter, asset),
    })),
    ...ADAPTERS.flatMap((adapter) =>
      kinds.map(({ name, ...kind }) => ({
        ...kind,
        name: `${name}, ${adapter}`,
        open: () => openIssuing(home, adapter, tills, kind),
      })),
    ),
  ];
}

function pageKinds(): readonly PageKind[] {
  const drafts = DraftPool.realistic();
  const large = { size: 500, senders: PAGE_SENDERS };
  return [
    { name: 'single invoices', size: 1, senders: SINGLE_SENDERS, drafts, ratioMin: SINGLE_RATIO_MIN },
    { name: 'pages of 50', size: 50, senders: [16, 32], drafts },
    { name: 'pages of 200', size: 200, senders: [16, 32], drafts },
    { name: 'pages of 500', ...large, drafts, ratioMin: 60, bytesMax: 150 },
    { name: 'pages of 500 of one line', ...large, drafts: DraftPool.oneLine(), ratioMin: 80 },
    { name: 'pages of 500, incompressible', size: 500, senders: [12], drafts: DraftPool.incompressible() },
  ];
}

async function openStock(home: string, asset: string): Promise<Opened> {
  const stock = await openStockClient(home, REFERENCE);
  return {
    send: () => stock.submit('CreateAsset', randomUUID(), asset),
    close: async () => stock.close(),
  };
}

async function openPlain(home: string, adapter: Adapter, asset: string): Promise<Opened> {
  const operator = clientOf(home, 'PlatformMSP');
  const connection = { ...connectionTo(home), chaincode: REFERENCE };
  const client = await connectFabric(adapter, connection, operator);
  return {
    send: () =>
      client.submit(operator, {
        contract: 'invoice',
        function: 'CreateAsset',
        args: [randomUUID(), asset],
      }),
    close: () => client.close(),
  };
}

async function openIssuing(home: string, adapter: Adapter, tills: TillLedger, page: PageOf): Promise<Opened> {
  const client = await openLedger(adapter, home);
  const world = await openWorld(client, home);
  return { send: (sender) => tills.issue(world, sender, page), close: () => client.close() };
}
