import './quiet.js';
import type { Identity } from '@fapiao-ledger/pki';
import { type IIdentity, type ISigningIdentity, User } from 'fabric-common';
import type { IdentityProvider, Identity as NetworkIdentity } from 'fabric-network';
import { serializeIdentity } from '../../serialized-identity.js';

/** A user whose identity signs. The library's own signer takes 1.6 ms per signature. */
export class SigningUser extends User {
  readonly #identity: Identity;
  readonly #serialized: Buffer;

  constructor(identity: Identity) {
    super('client');
    this.#identity = identity;
    this.#serialized = Buffer.from(serializeIdentity(identity));
  }

  override getMspid(): string {
    return this.#identity.mspId;
  }

  override getIdentity(): IIdentity {
    return { serialize: () => this.#serialized } as IIdentity;
  }

  override getSigningIdentity(): ISigningIdentity {
    return { sign: (message: Buffer) => Buffer.from(this.#identity.sign(message)) };
  }
}

export const PROVIDER_TYPE = 'fapiao';

/** Returns the provider of an identity that is not in a wallet, for fabric-network. */
export function providerOf(observer: Identity): IdentityProvider {
  const identity: NetworkIdentity = { type: PROVIDER_TYPE, mspId: observer.mspId };
  return {
    type: PROVIDER_TYPE,
    getCryptoSuite: () => User.newCryptoSuite(),
    fromJson: () => identity,
    toJson: () => ({ ...identity, version: 1 }),
    getUserContext: async () => new SigningUser(observer),
  };
}
