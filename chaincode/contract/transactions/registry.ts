import {
  DomainError,
  isPersonId,
  keyEpochOf,
  type ObjectReader,
  RATE_GRANTS_MAX,
  type Read,
  read,
  type Seen,
  stateKey,
  type TaxpayerChange,
  type TaxpayerJson,
  type TaxpayerRegistration,
  TEXT_MAX,
} from '#core';
import { requireReader, type Transaction } from '../transaction.js';
import { perform, type SignedAct } from './act.js';
import { taxpayerOf } from './signers.js';

/** Registers a taxpayer. @throws {DomainError} as `perform`, then TAXPAYER_EXISTS */
export async function registerTaxpayer(
  transaction: Transaction,
  act: SignedAct<TaxpayerRegistration>,
): Promise<TaxpayerJson> {
  return await perform(transaction, 'register-taxpayer', act, async ({ digest }) => {
    const taxpayer: TaxpayerJson = { ...act.body, status: 'ACTIVE', keyEpoch: keyEpochOf(digest) };
    const key = stateKey('TAXPAYER', taxpayer.code);
    if ((await transaction.state.get(key)) !== undefined) {
      throw new DomainError('TAXPAYER_EXISTS', `${taxpayer.code} is registered already`);
    }
    await transaction.state.put(key, taxpayer);
    transaction.emit('TaxpayerRegistered', { code: taxpayer.code, kind: taxpayer.kind });
    return taxpayer;
  });
}

/**
 * Suspends or reinstates a taxpayer, or changes its key, limits and grants (T32). A key in the body is registered again,
 * even when it is the same. Statements for the former registration are then refused.
 * @throws {DomainError} as `perform`, then TAXPAYER_NOT_FOUND
 */
export async function amendTaxpayer(
  transaction: Transaction,
  act: SignedAct<TaxpayerChange>,
): Promise<TaxpayerJson> {
  return await perform(transaction, 'amend-taxpayer', act, async ({ digest }) => {
    const { reason, ...change } = act.body;
    const { statusReason: former, ...before } = await taxpayerOf(transaction, change.code);
    // A reason belongs to the status that it was given for.
    const statusReason = reason ?? (change.status === undefined ? former : undefined);
    const epoch = change.publicKey === undefined ? {} : { keyEpoch: keyEpochOf(digest) };
    const because = statusReason === undefined ? {} : { statusReason };
    const taxpayer = { ...before, ...change, ...because, ...epoch };
    await transaction.state.put(stateKey('TAXPAYER', change.code), taxpayer);
    transaction.emit('TaxpayerAmended', { code: taxpayer.code, status: taxpayer.status });
    return taxpayer;
  });
}

/** Returns a taxpayer. @throws {DomainError} ROLE_REQUIRED, then TAXPAYER_NOT_FOUND */
export async function readTaxpayer(transaction: Transaction, code: string): Promise<TaxpayerJson> {
  requireReader(transaction);
  return await taxpayerOf(transaction, code);
}

const IDENTITY = { kind: read.oneOf('GENERAL', 'SMALL_SCALE', 'PERSON'), code: read.participant };
const NAME = { name: read.printable(TEXT_MAX.name) };
/** Reads the organization and the key of a signer. */
export const MEMBERSHIP = {
  mspId: read.matching(/^[A-Za-z0-9.-]{1,50}$/, 'FIELD_VALUE', 'an MSP id'),
  publicKey: read.publicKey,
};

export const readRegistration: Read<TaxpayerRegistration> = read.object((reader) => {
  const identity = reader.fields(IDENTITY);
  const isPerson = identity.kind === 'PERSON';
  if (identity.code !== undefined && isPersonId(identity.code) !== isPerson) {
    reader.fault('FIELD_VALUE', 'code', 'a person has a pseudonym, every other taxpayer a credit code');
  }
  return {
    ...identity,
    ...(isPerson ? {} : reader.fields(NAME)),
    ...reader.fields(MEMBERSHIP),
    ...particularsIn(reader, isPerson),
  };
});

const AMENDMENT = {
  code: read.participant,
  status: read.optional(read.oneOf('ACTIVE', 'SUSPENDED')),
  reason: read.optional(read.printable(TEXT_MAX.reason)),
  publicKey: read.optional(read.publicKey),
};

export const readChange: Read<TaxpayerChange> = read.object((reader) => {
  const amendment = reader.fields(AMENDMENT);
  return { ...amendment, ...particularsIn(reader, isPersonId(amendment.code ?? '')) };
});

const PARTICULARS = {
  singleLimit: read.optional(read.amountText),
  contact: read.optional(read.printable(TEXT_MAX.contact)),
  bank: read.optional(read.printable(TEXT_MAX.contact)),
  rateGrants: read.optional(rateGrants),
};

/** Fields that a person may not have: they would stay on the ledger forever, or serve only to issue invoices. */
const OF_NO_PERSON = ['contact', 'bank', 'singleLimit', 'rateGrants'] as const;

function particularsIn(
  reader: ObjectReader,
  isPerson: boolean,
): Seen<Partial<Pick<TaxpayerJson, (typeof OF_NO_PERSON)[number]>>> {
  if (!isPerson) return reader.fields(PARTICULARS);
  for (const field of OF_NO_PERSON) {
    if (reader.given(field) === undefined) continue;
    reader.fault('FIELD_UNKNOWN', field, `a person has no ${field} on the ledger; leave the field out`);
  }
  return {};
}

const RATE_ROW = /^[A-Z0-9]{2,8}$/;

/** Returns the grants sorted, so that equal grants have equal bytes. */
function rateGrants(...[value, at, step]: Parameters<Read<unknown>>): readonly string[] | undefined {
  const grants = read.array(value, at, step);
  if (grants === undefined) return undefined;
  const isList = grants.length <= RATE_GRANTS_MAX && new Set(grants).size === grants.length;
  if (isList && grants.every(isRateRow)) return grants.toSorted();
  const expected = `at most ${RATE_GRANTS_MAX} different codes of the rate table, such as "L05", are expected`;
  return at.fault('FIELD_VALUE', step, expected);
}

function isRateRow(grant: unknown): grant is string {
  return typeof grant === 'string' && RATE_ROW.test(grant);
}
