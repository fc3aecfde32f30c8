import {
  BUREAU_MSP,
  BUREAU_OPERATIONS,
  canonicalJson,
  DomainError,
  keyEpochOf,
  type LedgerName,
  type OfficerJson,
  type Operation,
  type Read,
  read,
  stateKey,
} from '#core';
import { nodeCryptography } from '../cryptography.js';
import { requireOfficer, requireReader, type Transaction } from '../transaction.js';
import { LEDGER_NAME, perform, type SignedAct } from './act.js';
import { officerOf } from './signers.js';

export interface Founding {
  /** SHA-256 of the header of the ledger's first block. A contract cannot read blocks, so the founder names it. */
  readonly ledger: string;
  readonly contract: string;
  /** Code of the first officer. */
  readonly officer: string;
}

/**
 * Founds the ledger, the only act that is authorized by a certificate alone. It sets what every statement must name, and
 * registers the key of the submitter's certificate as the key of the first officer. That officer registers the others.
 *
 * @throws {DomainError} ROLE_REQUIRED, then ALREADY_FOUNDED
 */
export async function found(transaction: Transaction, founding: Founding): Promise<OfficerJson> {
  requireOfficer(transaction);
  if ((await transaction.state.get(stateKey('POLICY'))) !== undefined) {
    throw new DomainError('ALREADY_FOUNDED', 'the ledger is founded already');
  }
  const ledger: LedgerName = { id: founding.ledger, contract: founding.contract };
  await transaction.state.put(stateKey('POLICY'), { ledger, ruleSets: [] });
  const digest = nodeCryptography.sha256(canonicalJson([transaction.transactionId, founding]));
  const { publicKey } = transaction.caller;
  const officer = officerWith({ code: founding.officer, publicKey }, digest);
  await transaction.state.put(stateKey('OFFICER', officer.code), officer);
  transaction.emit('LedgerFounded', { ledger: ledger.id, contract: ledger.contract, officer: officer.code });
  return officer;
}

export interface OfficerRegistration {
  readonly code: string;
  readonly publicKey: string;
  /** Operations that the key may sign; all of the bureau when absent. */
  readonly operations?: readonly Operation[];
}

/**
 * Registers an officer, or a new key, which replaces the former one. A new key that names no operations keeps those of the former one, so that
 * no renewal lifts a limit.
 *
 * @throws {DomainError} as `perform`
 */
export async function registerOfficer(
  transaction: Transaction,
  act: SignedAct<OfficerRegistration>,
): Promise<OfficerJson> {
  return await perform(transaction, 'register-officer', act, async ({ digest }) => {
    const former = await transaction.state.get(stateKey('OFFICER', act.body.code));
    const { operations = former?.operations } = act.body;
    const limits = operations === undefined ? {} : { operations };
    const officer = officerWith({ ...act.body, ...limits }, digest);
    await transaction.state.put(stateKey('OFFICER', officer.code), officer);
    transaction.emit('OfficerRegistered', { code: officer.code });
    return officer;
  });
}

/**
 * Revokes an officer. Officers cannot revoke themselves, so at least one remains. Two officers that revoke each other at
 * the same time read and write each other's entry, so only the first transaction is valid.
 *
 * @throws {DomainError} as `perform`, then OFFICER_NOT_FOUND, ROLE_REQUIRED
 */
export async function revokeOfficer(
  transaction: Transaction,
  act: SignedAct<{ readonly code: string }>,
): Promise<OfficerJson> {
  return await perform(transaction, 'revoke-officer', act, async () => {
    const { code } = act.body;
    const officer = { ...(await officerOf(transaction, code)), status: 'REVOKED' } as const;
    if (code === act.actor)
      throw new DomainError('ROLE_REQUIRED', 'an officer cannot revoke itself; another officer must do it');
    await transaction.state.put(stateKey('OFFICER', code), officer);
    transaction.emit('OfficerRevoked', { code });
    return officer;
  });
}

/** Returns an officer. @throws {DomainError} ROLE_REQUIRED, then OFFICER_NOT_FOUND */
export async function readOfficer(transaction: Transaction, code: string): Promise<OfficerJson> {
  requireReader(transaction);
  return await officerOf(transaction, code);
}

export const readFounding: Read<Founding> = read.record({ ...LEDGER_NAME, officer: read.officerCode });

export const readOfficerRegistration: Read<OfficerRegistration> = read.record({
  code: read.officerCode,
  publicKey: read.publicKey,
  operations: read.optional(
    read.distinct(read.oneOf(...BUREAU_OPERATIONS), BUREAU_OPERATIONS.length, 'operations'),
  ),
});

function officerWith(registration: OfficerRegistration, digest: string): OfficerJson {
  return { ...registration, status: 'ACTIVE', mspId: BUREAU_MSP, keyEpoch: keyEpochOf(digest) };
}
