import { randomBytes } from 'node:crypto';
import { validFor } from '@fapiao-ledger/network/ca';
import {
  EmbeddedClient,
  ManualClock,
  type OrganizationId,
  openEmbeddedLedger,
} from '@fapiao-ledger/network/embedded';
import { type Identity, identityFromPem } from '@fapiao-ledger/pki';
import { embeddedAuthorities, LedgerWorld } from './ledger-world.ts';

/** A world on an embedded ledger in memory, whose time stands still until a test moves it. */
export interface World extends LedgerWorld {
  /** The peer's clock, and the client's. */
  readonly clock: ManualClock;
  /** A client whose own clock can be wrong. */
  clientAt(skewMs: number): EmbeddedClient;
  enrol(mspId: OrganizationId, attributes: Readonly<Record<string, string>>): Promise<Identity>;
  /** Bytes of a block as the peer keeps it. */
  block(number: bigint): Promise<Uint8Array>;
  close(): Promise<void>;
}

/** Noon in Shanghai in the middle of a month: no test crosses a period by accident. */
export const NOW = new Date('2026-06-15T04:00:00Z');

export async function embeddedWorld(start = NOW): Promise<World> {
  const clock = new ManualClock(start);
  const ledger = await openEmbeddedLedger({ clock });
  const authorities = embeddedAuthorities(ledger);
  const world = await LedgerWorld.open(ledger.client(), authorities, { now: () => clock.now() });
  return Object.assign(world, {
    clock,
    clientAt: (skewMs: number) =>
      new EmbeddedClient({
        channel: 'fapiao',
        chaincode: 'fapiao',
        link: ledger.peer,
        clock: { now: () => clock.now() + skewMs },
        random: randomBytes,
      }),
    enrol: async (mspId: OrganizationId, attributes: Readonly<Record<string, string>>) => {
      const enrolment = {
        commonName: 'member',
        ou: 'client',
        attributes,
        validity: validFor(365, start),
      } as const;
      const { certificate, privateKey } = await ledger.authorities[mspId].enrollWithNewKey(enrolment);
      return identityFromPem(mspId, certificate, privateKey);
    },
    block: async (number: bigint) => (await ledger.peer.rawBlock(Number(number))) ?? new Uint8Array(),
    close: () => ledger.close(),
  });
}
