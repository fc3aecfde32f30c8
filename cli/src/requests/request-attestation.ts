import {
  Faults,
  isContractName,
  isLedgerId,
  isRequestId,
  type Json,
  ObjectReader,
  REQUEST_ATTESTATION_KIND,
  type RequestAttestationJson,
  readInstant,
  TEXT_MAX,
  ValidationError,
} from '@fapiao-ledger/core';

const DIGEST = /^[0-9a-f]{64}$/;

/** Reads the ledger's answer about a request field by field. @throws {ValidationError} every fault of form */
export function readRequestAttestation(value: Json): RequestAttestationJson {
  const faults = new Faults();
  const reader = ObjectReader.of(value, '', faults);
  if (reader !== undefined) readFields(reader);
  if (faults.list.length > 0) throw new ValidationError(faults.list);
  return value as unknown as RequestAttestationJson;
}

function readFields(reader: ObjectReader): void {
  reader.oneOf('kind', [REQUEST_ATTESTATION_KIND]);
  reader.value('ledger', matching(isLedgerId), 'FIELD_VALUE', 'the hash of a first block');
  reader.value('contract', matching(isContractName), 'FIELD_VALUE', 'the name of a contract');
  reader.value('asOf', readInstant, 'DATE_FORMAT', 'an instant such as "2026-03-01T08:00:00Z"');
  reader.printable('actor', TEXT_MAX.unit);
  reader.value('requestId', matching(isRequestId), 'FIELD_VALUE', 'a request id');
  if (reader.optional('record') !== undefined) readRecord(reader.object('record'));
  reader.end();
}

/** A request was used and has a digest and a result, or it was replaced and has the id of the request that replaced it. */
function readRecord(reader: ObjectReader | undefined): void {
  if (reader?.optional('replacedBy') !== undefined) {
    reader.value('replacedBy', matching(isRequestId), 'FIELD_VALUE', 'a request id');
  } else {
    const isDigest = matching((text) => DIGEST.test(text));
    reader?.value('digest', isDigest, 'FIELD_VALUE', 'a SHA-256 in lower-case hex');
    reader?.required('result');
  }
  reader?.end();
}

function matching(accepts: (text: string) => boolean): (text: string) => string | undefined {
  return (text) => (accepts(text) ? text : undefined);
}
