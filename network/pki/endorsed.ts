import { canonicalJson, decodeBase64, type Json, parseStrictJson } from '@fapiao-ledger/core';
import { bytesField, decodeUtf8, numberField, readMessage, textField } from './wire.js';

/** An endorsed answer as programs exchange it: base64 texts. */
export interface EndorsedText {
  /** Bytes of protos.ProposalResponsePayload as the endorsers signed them. */
  readonly payload: string;
  readonly endorsements: readonly EndorsementText[];
}

/** One endorser's signature as it travels: base64 texts. */
export interface EndorsementText {
  /** Bytes of msp.SerializedIdentity. */
  readonly endorser: string;
  /** ECDSA signature over payload || endorser. */
  readonly signature: string;
}

/** One endorser's signature, taken apart. Nothing in it is verified. */
export interface Endorsement {
  readonly mspId: string;
  /** Certificate, PEM. */
  readonly certificate: string;
  readonly endorser: Uint8Array;
  readonly signature: Uint8Array;
}

/** The bytes that were endorsed, and the peers that endorsed them. */
export interface Endorsements {
  readonly payload: Uint8Array;
  readonly endorsements: readonly Endorsement[];
}

/** The parts of an endorsed answer. Only their form has been checked. */
export interface EndorsedAnswer extends Endorsements {
  /** Name of the chaincode that answered. */
  readonly chaincode: string;
  readonly answer: Json;
}

const ENDORSEMENTS_MAX = 32;
const STATUS_OK = 200;

/** Reads an endorsed answer. @param kind that the answer must have @throws {Error} with the reason when it is none */
export function readEndorsed(source: EndorsedText, kind: string): EndorsedAnswer {
  const payload = bytesOf(source.payload);
  const { chaincode, text } = readPayload(payload);
  const answer = readCanonical(text, kind);
  demand(source.endorsements.length <= ENDORSEMENTS_MAX, 'there are too many endorsements');
  return { chaincode, answer, payload, endorsements: source.endorsements.map(readEndorsement) };
}

/** Reads the ChaincodeAction in ProposalResponsePayload.extension: response is the answer, id names the chaincode. */
function readPayload(payload: Uint8Array): { chaincode: string; text: string } {
  const action = readMessage(bytesField(readMessage(payload), 2));
  const response = readMessage(bytesField(action, 3));
  const chaincodeId = readMessage(bytesField(action, 4));
  demand(numberField(response, 1) === STATUS_OK, 'the chaincode did not answer with success');
  return { chaincode: textField(chaincodeId, 2), text: decodeUtf8(bytesField(response, 3)) };
}

function readCanonical(text: string, expected: string): Json {
  const value = parseStrictJson(text);
  demand(canonicalJson(value) === text, 'the answer is not canonical JSON');
  const kind = (value as { kind?: unknown } | null)?.kind;
  demand(kind === expected, `the answer is not of kind ${expected}`);
  return value;
}

function readEndorsement({ endorser, signature }: EndorsementText): Endorsement {
  const identity = bytesOf(endorser);
  const fields = readMessage(identity);
  return {
    mspId: textField(fields, 1),
    certificate: textField(fields, 2),
    endorser: identity,
    signature: bytesOf(signature),
  };
}

/** Decodes base64 and refuses all but the one canonical text. */
function bytesOf(text: string): Uint8Array {
  const bytes = decodeBase64(text);
  demand(bytes !== undefined, 'a value is not base64');
  return bytes;
}

function demand(condition: boolean, reason: string): asserts condition {
  if (!condition) throw new Error(reason);
}
