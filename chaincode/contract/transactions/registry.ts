import {
  DomainError,
  isPersonId,
  keyEpochOf,
  type ObjectReader,
  RATE_GRANTS_MAX,
  stateKey,
  type TaxpayerChange,
  type TaxpayerJson,
  type TaxpayerKind,
  type TaxpayerRegistration,
  type TaxpayerStatus,
  TEXT_MAX,
} from '#core';
import { requireReader, type Transaction } from '../transaction.js';
import { perform, type SignedAct } from './act.js';
import { amount, checked, optionalPublicKey, participant, publicKey, when } from './arguments.js';
import { taxpayerOf } from './signers.js';

/** @throws {DomainError} as `perform`, then TAXPAYER_EXISTS */
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
 * Suspends, reinstates, or changes what the bureau has decided about a taxpayer (T32).
 * A key that is named is registered anew, the same key too: statements for the registration before count no more.
 * @throws {DomainError} as `perform`, then TAXPAYER_NOT_FOUND
 */
export async function amendTaxpayer(
  transaction: Transaction,
  act: SignedAct<TaxpayerChange>,
): Promise<TaxpayerJson> {
  return await perform(transaction, 'amend-taxpayer', act, async ({ digest }) => {
    const { body: change } = act;
    const epoch = change.publicKey === undefined ? {} : { keyEpoch: keyEpochOf(digest) };
    const taxpayer = { ...(await taxpayerOf(transaction, change.code)), ...change, ...epoch };
    await transaction.state.put(stateKey('TAXPAYER', change.code), taxpayer);
    transaction.emit('TaxpayerAmended', { code: taxpayer.code, status: taxpayer.status });
    return taxpayer;
  });
}

/** @throws {DomainError} ROLE_REQUIRED, then TAXPAYER_NOT_FOUND */
export async function readTaxpayer(transaction: Transaction, code: string): Promise<TaxpayerJson> {
  requireReader(transaction);
  return await taxpayerOf(transaction, code);
}

export function readRegistration(reader: ObjectReader): TaxpayerRegistration {
  const kind = checked(reader.oneOf<TaxpayerKind>('kind', ['GENERAL', 'SMALL_SCALE', 'PERSON']));
  const code = participant(reader, 'code');
  // A code or kind that is wrong in itself is a fault already, and is undefined here.
  if (code?.startsWith('P') === (kind !== 'PERSON')) {
    reader.fault('FIELD_VALUE', 'code', 'a person has a pseudonym, every other taxpayer a credit code');
  }
  const name = kind === 'PERSON' ? undefined : reader.printable('name', TEXT_MAX.name);
  return {
    code,
    kind,
    mspId: checked(reader.value('mspId', when(isMspId), 'FIELD_VALUE', 'an MSP id')),
    publicKey: publicKey(reader),
    ...present('name', name),
    ...readOptional(reader, kind === 'PERSON'),
  };
}

export function readChange(reader: ObjectReader): TaxpayerChange {
  const code = participant(reader, 'code');
  return {
    code,
    ...present(
      'status',
      optional(reader, 'status', () => reader.oneOf<TaxpayerStatus>('status', ['ACTIVE', 'SUSPENDED'])),
    ),
    ...present('publicKey', optionalPublicKey(reader)),
    ...readOptional(reader, isPersonId(code ?? '')),
  };
}

const MSP_ID = /^[A-Za-z0-9.-]{1,50}$/;
const RATE_ROW = /^[A-Z0-9]{2,8}$/;

/** Fields that a person does not have: they would stay on the ledger for ever, or serve only to issue invoices. */
const OF_NO_PERSON = ['contact', 'bank', 'singleLimit', 'rateGrants'] as const;

function readOptional(
  reader: ObjectReader,
  isPerson: boolean,
): Partial<Pick<TaxpayerJson, (typeof OF_NO_PERSON)[number]>> {
  if (isPerson) return refuseOfPerson(reader);
  const limit = optional(reader, 'singleLimit', () => {
    amount(reader, 'singleLimit');
    return reader.optionalText('singleLimit');
  });
  return {
    ...present('contact', reader.optionalPrintable('contact', TEXT_MAX.contact)),
    ...present('bank', reader.optionalPrintable('bank', TEXT_MAX.contact)),
    ...present('singleLimit', limit),
    ...present(
      'rateGrants',
      optional(reader, 'rateGrants', () => readRateGrants(reader)),
    ),
  };
}

function refuseOfPerson(reader: ObjectReader): Record<string, never> {
  for (const field of OF_NO_PERSON) {
    if (reader.optional(field) === undefined) continue;
    reader.fault('FIELD_UNKNOWN', field, `a person has no ${field} on the ledger; leave the field out`);
  }
  return {};
}

/** Returns the grants sorted, so that equal grants have equal bytes. */
function readRateGrants(reader: ObjectReader): readonly string[] | undefined {
  const grants = reader.array('rateGrants');
  if (grants === undefined) return undefined;
  const isList = grants.length <= RATE_GRANTS_MAX && new Set(grants).size === grants.length;
  if (isList && grants.every(isRateRow)) return grants.toSorted();
  const expected = `at most ${RATE_GRANTS_MAX} different codes of the rate table, such as "L05", are expected`;
  return reader.fault('FIELD_VALUE', 'rateGrants', expected);
}

function isRateRow(grant: unknown): grant is string {
  return typeof grant === 'string' && RATE_ROW.test(grant);
}

function optional<T>(reader: ObjectReader, field: string, read: () => T | undefined): T | undefined {
  return reader.optional(field) === undefined ? undefined : read();
}

function present<Field extends string, T>(field: Field, value: T | undefined): { [F in Field]?: T } {
  return (value === undefined ? {} : { [field]: value }) as { [F in Field]?: T };
}

function isMspId(text: string): boolean {
  return MSP_ID.test(text);
}
