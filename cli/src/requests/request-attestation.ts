import {
  isContractName,
  isLedgerId,
  isRequestId,
  type Json,
  REQUEST_ATTESTATION_KIND,
  type Read,
  type RequestAttestationJson,
  type RequestRecord,
  read,
  readDocument,
  SHA256_PATTERN,
  TEXT_MAX,
} from '@fapiao-ledger/core';

/** Reads the ledger's answer about a request field by field. @throws {ValidationError} every fault of form */
export function readRequestAttestation(value: Json): RequestAttestationJson {
  return readDocument(value, REQUEST_ATTESTATION);
}

const REQUEST_ID = read.matching(isRequestId, 'FIELD_VALUE', 'a request id');

const BURNED = { replacedBy: REQUEST_ID };

const USED = {
  digest: read.matching(SHA256_PATTERN, 'FIELD_VALUE', 'a SHA-256 in lower-case hex'),
  result: read.anything,
};

/** A request was used and has a digest and a result, or it was replaced and has the id of the request that replaced it. */
const readRecord = read.object<RequestRecord<Json>>((reader) =>
  reader.given('replacedBy') === undefined ? reader.fields(USED) : reader.fields(BURNED),
);

const REQUEST_ATTESTATION: Read<RequestAttestationJson> = read.record({
  kind: read.oneOf(REQUEST_ATTESTATION_KIND),
  ledger: read.matching(isLedgerId, 'FIELD_VALUE', 'the hash of a first block'),
  contract: read.matching(isContractName, 'FIELD_VALUE', 'the name of a contract'),
  asOf: read.instant('an instant such as "2026-03-01T08:00:00Z"'),
  actor: read.printable(TEXT_MAX.unit),
  requestId: REQUEST_ID,
  record: read.optional(readRecord),
});
