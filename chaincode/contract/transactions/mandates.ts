import {
  grantMandate as granted,
  type MandatesJson,
  type MandateTerms,
  type Read,
  type RequestBodies,
  read,
  readMandateTerms,
  requireActive,
  revokeMandate as revoked,
  stateKey,
} from '#core';
import { requireReader, type Transaction } from '../transaction.js';
import { perform, readOwnAct, type SignedAct } from './act.js';
import { providerOf } from './signers.js';

/**
 * Grants a provider a mandate of the seller, in place of the former one.
 * @throws {DomainError} as `perform`, then PROVIDER_NOT_FOUND, PROVIDER_REVOKED, MANDATE_COUNT
 */
export async function grantMandate(
  transaction: Transaction,
  act: SignedAct<MandateTerms>,
): Promise<MandatesJson> {
  return await perform(transaction, 'grant-mandate', act, async ({ signer }) => {
    requireActive(await providerOf(transaction, act.body.provider));
    const mandates = granted(await mandatesOf(transaction, act.actor), act.body, {
      at: transaction.at,
      grantedUnder: signer.keyEpoch,
    });
    return await put(transaction, mandates, act.body.provider);
  });
}

/** Revokes the seller's mandate for a provider. @throws {DomainError} as `perform`, then MANDATE_NOT_FOUND */
export async function revokeMandate(
  transaction: Transaction,
  act: SignedAct<RequestBodies['revoke-mandate']>,
): Promise<MandatesJson> {
  return await perform(transaction, 'revoke-mandate', act, async () => {
    const mandates = revoked(await mandatesOf(transaction, act.actor), act.body.provider);
    return await put(transaction, mandates, act.body.provider);
  });
}

/** Returns the mandates of a seller, none when it has granted none. @throws {DomainError} ROLE_REQUIRED */
export async function readMandates(transaction: Transaction, seller: string): Promise<MandatesJson> {
  requireReader(transaction);
  return await mandatesOf(transaction, seller);
}

/** Returns the mandates of a seller, none when it has granted none. */
export async function mandatesOf(transaction: Transaction, seller: string): Promise<MandatesJson> {
  return (await transaction.state.get(stateKey('MANDATES', seller))) ?? { seller, mandates: [] };
}

export const readMandateGrant: Read<SignedAct<MandateTerms>> = readOwnAct(readMandateTerms);

export const readMandateRevocation: Read<SignedAct<RequestBodies['revoke-mandate']>> = readOwnAct(
  read.record({ provider: read.providerCode }),
);

async function put(
  transaction: Transaction,
  mandates: MandatesJson,
  provider: string,
): Promise<MandatesJson> {
  await transaction.state.put(stateKey('MANDATES', mandates.seller), mandates);
  transaction.emit('MandatesChanged', { seller: mandates.seller, provider });
  return mandates;
}
