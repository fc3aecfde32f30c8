import { randomUUID } from 'node:crypto';
import { canonicalJson } from '@fapiao-ledger/core';
import { fabricGatewayLedger } from '@fapiao-ledger/gateway/ledger/fabric-gateway';
import { fabricNetworkLedger } from '@fapiao-ledger/gateway/ledger/fabric-network';
import {
  ADAPTERS,
  type Adapter,
  clientOf,
  connectionTo,
  openLedger,
  openWorld,
} from '../../fabric/network.ts';
import { openStockClient } from './stock-client.ts';
import type { TillLedger } from './till-ledger.ts';

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
  /** Alone in its process while it is measured: every open client hears all blocks. */
  readonly open: () => Promise<Opened>;
}

interface Opened {
  readonly send: (sender: number) => Promise<unknown>;
  readonly close: () => Promise<void>;
}

const PAGES = [
  { size: 50, senders: [16, 32] },
  { size: 200, senders: [16, 32] },
  { size: 500, senders: [12, 24] },
] as const;

/** The plain reference by stock and by our clients, then our invoices by both adapters. */
export function contendersOn(home: string, tills: TillLedger): readonly [Contender, ...Contender[]] {
  const asset = canonicalJson(tills.drafts(1)[0]);
  return [
    single('reference, stock fabric-network', () => openStock(home, asset)),
    ...ADAPTERS.map((adapter) => single(`reference, our ${adapter}`, () => openPlain(home, adapter, asset))),
    ...ADAPTERS.flatMap((adapter) => [
      single(`single invoices, ${adapter}`, () => openIssuing(home, adapter, tills, 1)),
      ...PAGES.map(({ size, senders }) => ({
        name: `pages of ${size}, ${adapter}`,
        size,
        senders,
        open: () => openIssuing(home, adapter, tills, size),
      })),
    ]),
  ];
}

function single(name: string, open: Contender['open']): Contender {
  return { name, size: 1, senders: SINGLE_SENDERS, open };
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
  const client =
    adapter === 'fabric-gateway'
      ? fabricGatewayLedger(connection, operator)
      : await fabricNetworkLedger(connection, operator);
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

async function openIssuing(home: string, adapter: Adapter, tills: TillLedger, size: number): Promise<Opened> {
  const client = await openLedger(adapter, home);
  const world = await openWorld(client, home);
  return { send: (sender) => tills.issue(world, sender, size), close: () => client.close() };
}
