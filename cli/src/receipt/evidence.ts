import {
  ATTESTATION_KIND,
  type AttestationJson,
  canonicalJson,
  isPrintable,
  isSalt,
  type NameOpening,
  nameCommitment,
  parseStrictJson,
  TEXT_MAX,
  VerificationError,
} from '@fapiao-ledger/chaincode/core';
import { readAttestation } from './attestation-reader.js';
import type { EndorsementText, ReceiptSource } from './source.js';
import { bytesField, decodeUtf8, numberField, readMessage, textField } from './wire.js';

export interface Endorsement {
  readonly mspId: string;
  /** PEM. */
  readonly certificate: string;
  readonly endorser: Uint8Array;
  readonly signature: Uint8Array;
}

/** A source taken apart. Nothing in it is verified but that it is one well-formed whole. */
export interface Evidence {
  readonly attestation: AttestationJson;
  /** Name of the chaincode that answered. */
  readonly chaincode: string;
  readonly payload: Uint8Array;
  readonly endorsements: readonly Endorsement[];
  readonly opening?: NameOpening;
}

const ENDORSEMENTS_MAX = 32;
const STATUS_OK = 200;

/** @throws {VerificationError} RECEIPT_ATTESTATION when the source is not an endorsed attestation */
export function readEvidence(source: ReceiptSource): Evidence {
  try {
    return takeApart(source);
  } catch (cause) {
    const reason = cause instanceof Error ? cause.message : String(cause);
    throw new VerificationError('RECEIPT_ATTESTATION', `the attestation cannot be read: ${reason}`, {
      cause,
    });
  }
}

function takeApart(source: ReceiptSource): Evidence {
  const payload = decodeBase64(source.attestation.payload);
  const { chaincode, answer } = readPayload(payload);
  const attestation = readAttestation(readCanonical(answer));
  const { endorsements } = source.attestation;
  demand(endorsements.length <= ENDORSEMENTS_MAX, 'there are too many endorsements');
  const evidence = { attestation, chaincode, payload, endorsements: endorsements.map(readEndorsement) };
  if (source.opening === undefined) return evidence;
  return { ...evidence, opening: checkOpening(source.opening, attestation) };
}

/** ProposalResponsePayload.extension is a ChaincodeAction: its response is the answer, its id says whose. */
function readPayload(payload: Uint8Array): { chaincode: string; answer: string } {
  const action = readMessage(bytesField(readMessage(payload), 2));
  const response = readMessage(bytesField(action, 3));
  const chaincodeId = readMessage(bytesField(action, 4));
  demand(numberField(response, 1) === STATUS_OK, 'the chaincode did not answer with success');
  return { chaincode: textField(chaincodeId, 2), answer: decodeUtf8(bytesField(response, 3)) };
}

function readCanonical(text: string): unknown {
  const value = parseStrictJson(text);
  demand(canonicalJson(value) === text, 'the answer is not canonical JSON');
  const kind = (value as { kind?: unknown } | null)?.kind;
  demand(kind === ATTESTATION_KIND, `the answer is not of kind ${ATTESTATION_KIND}`);
  return value;
}

function readEndorsement({ endorser, signature }: EndorsementText): Endorsement {
  const identity = decodeBase64(endorser);
  const fields = readMessage(identity);
  return {
    mspId: textField(fields, 1),
    certificate: textField(fields, 2),
    endorser: identity,
    signature: decodeBase64(signature),
  };
}

function checkOpening(opening: NameOpening, { invoice }: AttestationJson): NameOpening {
  const commitment = invoice.buyer.type === 'PERSON' ? invoice.buyer.nameCommitment : undefined;
  demand(isSalt(opening.salt) && isPrintable(opening.name, TEXT_MAX.name), 'the opening is malformed');
  demand(nameCommitment(opening) === commitment, 'the opening is not that of the buyer’s name');
  return opening;
}

/** Only the one canonical spelling is read. */
function decodeBase64(text: string): Uint8Array {
  const bytes = Buffer.from(text, 'base64');
  demand(bytes.toString('base64') === text, 'a value is not base64');
  return bytes;
}

function demand(condition: boolean, reason: string): void {
  if (!condition) throw new Error(reason);
}
