import {
  type Fen,
  isCreditCode,
  isInvoiceNumber,
  isLaneName,
  isMonth,
  isOfficerCode,
  isParticipantCode,
  isPublicKeyText,
  isRequestId,
  type ObjectReader,
  readYuan,
} from '#core';

/** Fields that several transactions have, each read the same way everywhere. */

export function participant(reader: ObjectReader, field: string): string {
  return checked(
    reader.value(field, when(isParticipantCode), 'CREDIT_CODE_INVALID', 'the code of a participant'),
  );
}

export function creditCode(reader: ObjectReader, field: string): string {
  return checked(
    reader.value(field, when(isCreditCode), 'CREDIT_CODE_INVALID', 'a unified social credit code'),
  );
}

export function invoiceNumber(reader: ObjectReader, field: string): string {
  return checked(
    reader.value(field, when(isInvoiceNumber), 'NUMBER_FORMAT', 'an invoice number of 20 digits'),
  );
}

export function officerCode(reader: ObjectReader, field: string): string {
  const expected = 'the code of an officer: O and 3 to 31 of 0-9 A-Z -';
  return checked(reader.value(field, when(isOfficerCode), 'CREDIT_CODE_INVALID', expected));
}

/** The code of a signer: a participant or an officer, or only those that `isActor` admits. */
export function actor(
  reader: ObjectReader,
  isActor = (text: string): boolean => isParticipantCode(text) || isOfficerCode(text),
  expected = 'the code of a participant or of an officer',
): string {
  return checked(reader.value('actor', when(isActor), 'CREDIT_CODE_INVALID', expected));
}

export function requestId(reader: ObjectReader, field: string): string {
  const expected = 'a request id: 8 to 64 of A-Z a-z 0-9 . _ : -';
  return checked(reader.value(field, when(isRequestId), 'FIELD_VALUE', expected));
}

/** A key to register, in the one form in which the register has it. */
export function publicKey(reader: ObjectReader): string {
  return checked(reader.value('publicKey', when(isPublicKeyText), 'FIELD_VALUE', PUBLIC_KEY));
}

/** The same where it may be absent. */
export function optionalPublicKey(reader: ObjectReader): string | undefined {
  return reader.optionalValue('publicKey', when(isPublicKeyText), 'FIELD_VALUE', PUBLIC_KEY);
}

const PUBLIC_KEY = 'a P-256 public key (SubjectPublicKeyInfo, uncompressed, DER, base64)';

export function laneName(reader: ObjectReader): string {
  return checked(
    reader.value('lane', when(isLaneName), 'FIELD_VALUE', 'a lane name: 1 to 20 of A-Z a-z 0-9 -'),
  );
}

export function month(reader: ObjectReader): string {
  return checked(reader.value('month', when(isMonth), 'DATE_FORMAT', 'a month such as "2026-03"'));
}

/** Money that is zero or more. */
export function amount(reader: ObjectReader, field: string): Fen {
  const read = (text: string): Fen | undefined => {
    const value = readYuan(text);
    return value === undefined || value < 0n ? undefined : value;
  };
  return checked(reader.value(field, read, 'MONEY_FORMAT', 'yuan with two decimals, not negative'));
}

/** A count from `min` to `max`; counts are the only JSON numbers on the ledger. */
export function count(reader: ObjectReader, field: string, min: number, max: number): number {
  const value = reader.required(field);
  if (typeof value === 'number' && value >= min && value <= max) return value;
  return checked<number>(
    reader.fault('FIELD_VALUE', field, `a whole number from ${min} to ${max} is expected`),
  );
}

/**
 * A field whose fault has been reported has no value; the whole argument is refused before anybody
 * looks at it, so the type may claim that it has one.
 */
export function checked<T>(value: T | undefined): T {
  return value as T;
}

export function when(test: (text: string) => boolean): (text: string) => string | undefined {
  return (text) => (test(text) ? text : undefined);
}

/** A list of 1 to `max` objects; an item's own faults carry its pointer. */
export function readList<T>(
  reader: ObjectReader,
  field: string,
  max: number,
  read: (item: ObjectReader) => T,
): readonly T[] {
  const items = reader.array(field);
  if (items !== undefined && (items.length < 1 || items.length > max)) {
    return checked<readonly T[]>(reader.fault('FIELD_VALUE', field, `1 to ${max} entries are expected`));
  }
  const values = items?.map((_, index) => {
    const item = reader.item(field, index);
    const value = item === undefined ? undefined : read(item);
    item?.end();
    return checked(value);
  });
  return checked(values);
}
