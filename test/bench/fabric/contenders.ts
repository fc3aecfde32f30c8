import { randomUUID } from 'node:crypto';
import { canonicalJson } from '@fapiao-ledger/chaincode/core';
import type { FabricConnection } from '@fapiao-ledger/gateway/ledger/fabric/connection';
import { fabricGatewayLedger } from '@fapiao-ledger/gateway/ledger/fabric-gateway';
import { fabricNetworkLedger } from '@fapiao-ledger/gateway/ledger/fabric-network';
import type { Identity, LedgerClient } from '@fapiao-ledger/network/ledger-client';
import { ADAPTERS, type Adapter, connectionTo, openLedger, openWorld } from '../../fabric/network.ts';
import type { LedgerWorld } from '../../support/ledger-world.ts';
import { openStockClient } from './stock-client.ts';
import type { TillLedger } from './till-ledger.ts';

/** Senders of single transactions at the same time. */
export const SINGLE_SENDERS = 96;
const REFERENCE = 'reference';

/** Something to measure: what one sender sends, and how many there are. */
export interface Contender {
  readonly name: string;
  /** Invoices, or assets, a transaction. */
  readonly size: number;
  readonly senders: number;
  readonly send: (sender: number) => Promise<unknown>;
}

/** What all contenders are made of, and how to close it. */
export interface Field {
  readonly observer: LedgerClient;
  readonly contenders: readonly Contender[];
  readonly close: () => Promise<void>;
}

/** Pages of a size, and how many are under way: enough to keep the network busy. */
const PAGES = [
  { size: 50, senders: 16 },
  { size: 200, senders: 8 },
  { size: 500, senders: 6 },
] as const;

/** The plain reference by stock and by our clients, then our invoices by both adapters. */
export async function enter(
  home: string,
  openTills: (client: LedgerClient) => Promise<TillLedger>,
): Promise<Field> {
  const stock = await openStockClient(home, REFERENCE);
  const connection = { ...connectionTo(home), chaincode: REFERENCE };
  const clients = await Promise.all(ADAPTERS.map((adapter) => openLedger(adapter, home)));
  const [observer] = clients as [LedgerClient];
  const tills = await openTills(observer);
  const worlds = await Promise.all(clients.map((client) => openWorld(client, home)));
  const operator = (worlds[0] as LedgerWorld).operator;
  const plain = await Promise.all(ADAPTERS.map((adapter) => openAdapter(adapter, connection, operator)));
  const asset = canonicalJson(tills.drafts(1)[0]);
  return {
    observer,
    contenders: [
      single('reference, stock fabric-network', () => stock.submit('CreateAsset', randomUUID(), asset)),
      ...ADAPTERS.map((adapter, index) =>
        single(`reference, our ${adapter}`, () =>
          (plain[index] as LedgerClient).submit(operator, {
            contract: 'invoice',
            function: 'CreateAsset',
            args: [randomUUID(), asset],
          }),
        ),
      ),
      ...ADAPTERS.flatMap((adapter, index) => invoices(adapter, worlds[index] as LedgerWorld, tills)),
    ],
    close: async () => {
      stock.close();
      await Promise.all([...clients, ...plain].map((client) => client.close()));
    },
  };
}

function single(name: string, send: Contender['send']): Contender {
  return { name, size: 1, senders: SINGLE_SENDERS, send };
}

function invoices(adapter: Adapter, world: LedgerWorld, tills: TillLedger): readonly Contender[] {
  const issue = (size: number) => (sender: number) => tills.issue(world, sender, size);
  return [
    single(`single invoices, ${adapter}`, issue(1)),
    ...PAGES.map(({ size, senders }) => ({
      name: `pages of ${size}, ${adapter}`,
      size,
      senders,
      send: issue(size),
    })),
  ];
}

async function openAdapter(
  adapter: Adapter,
  connection: FabricConnection,
  operator: Identity,
): Promise<LedgerClient> {
  return adapter === 'fabric-gateway'
    ? fabricGatewayLedger(connection, operator)
    : await fabricNetworkLedger(connection, operator);
}
