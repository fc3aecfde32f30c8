import { randomBytes } from 'node:crypto';
import { type Clock, EmbeddedClient, type PeerLink } from '@fapiao-ledger/network/embedded';
import type { LedgerClient } from '@fapiao-ledger/network/ledger-client';

/** A client of an embedded ledger that waits between endorsement and ordering until `meanwhile` has happened. */
export function delayedClient(peer: PeerLink, clock: Clock, meanwhile: () => Promise<unknown>): LedgerClient {
  const order = async (envelope: Uint8Array) => {
    await meanwhile();
    return await peer.order(envelope);
  };
  const link = new Proxy(peer, {
    get: (target, name) => {
      const value: unknown = name === 'order' ? order : Reflect.get(target, name);
      return typeof value === 'function' ? value.bind(target) : value;
    },
  });
  return new EmbeddedClient({ channel: 'fapiao', chaincode: 'fapiao', link, clock, random: randomBytes });
}
