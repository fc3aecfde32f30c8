import {
  ATTESTATION_KIND,
  type AttestationJson,
  isPrintable,
  isSalt,
  type NameOpening,
  nameCommitment,
  TEXT_MAX,
  VerificationError,
} from '@fapiao-ledger/core';
import { type Endorsements, readEndorsed } from '@fapiao-ledger/pki/proofs';
import { readAttestation } from './attestation-reader.js';
import type { ReceiptSource } from './source.js';

/** The parts of a source. Only their form has been checked. */
export interface Evidence extends Endorsements {
  readonly attestation: AttestationJson;
  /** Name of the chaincode that answered. */
  readonly chaincode: string;
  readonly opening?: NameOpening;
}

/** Reads the parts of a source. @throws {VerificationError} RECEIPT_ATTESTATION when it is not an endorsed attestation */
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
  const { answer, ...endorsed } = readEndorsed(source.attestation, ATTESTATION_KIND);
  const attestation = readAttestation(answer);
  const evidence = { attestation, ...endorsed };
  if (source.opening === undefined) return evidence;
  return { ...evidence, opening: checkOpening(source.opening, attestation) };
}

function checkOpening(opening: NameOpening, { invoice }: AttestationJson): NameOpening {
  const commitment = invoice.buyer.type === 'PERSON' ? invoice.buyer.nameCommitment : undefined;
  demand(isSalt(opening.salt) && isPrintable(opening.name, TEXT_MAX.name), 'the opening is malformed');
  demand(nameCommitment(opening) === commitment, 'the opening is not that of the buyer’s name');
  return opening;
}

function demand(condition: boolean, reason: string): void {
  if (!condition) throw new Error(reason);
}
