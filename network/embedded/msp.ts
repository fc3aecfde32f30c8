import { createPublicKey, type KeyObject } from 'node:crypto';
import {
  type Certificate,
  DomainError,
  isAuthority,
  isLowS,
  nameAttributes,
  OID,
  parseSerializedIdentity,
} from '@fapiao-ledger/core';
import { certificateFromPem, hasIssued } from '@fapiao-ledger/pki';
import { LRUCache } from 'lru-cache';
import type { NodeOu } from '../ca/index.js';
import type { Signatures } from './signatures.js';

/** A member: a certificate that leads to an organization of the channel. */
export interface Member {
  readonly mspId: string;
  readonly ou: NodeOu;
  readonly publicKey: KeyObject;
  readonly notBeforeMs: number;
  readonly notAfterMs: number;
}

const NODE_OUS: readonly string[] = ['client', 'peer', 'admin', 'orderer'] satisfies NodeOu[];

/** Number of cached members: a certificate takes as long to verify as a transaction's own signature, and callers return. */
const CACHE_MAX = 10_000;

/** The organizations of the channel, and the checks of their members' signatures. */
export class MspManager {
  readonly #roots: ReadonlyMap<string, Certificate>;
  readonly #known = new LRUCache<string, Member>({ max: CACHE_MAX });

  readonly #signatures: Signatures;

  /** @param roots root certificate (PEM) by MSP id */
  constructor(roots: ReadonlyMap<string, string>, signatures: Signatures) {
    this.#signatures = signatures;
    this.#roots = new Map([...roots].map(([mspId, pem]) => [mspId, certificateFromPem(pem)]));
  }

  /**
   * Returns the member that a serialized identity names. It does not check the time: a peer checks expiry when a proposal
   * arrives and not when a block is validated, so that every replay reaches the same verdict.
   *
   * @throws {DomainError} IDENTITY_INVALID when the bytes could be read in two ways, CREDENTIAL_INVALID
   */
  identify(serialized: Uint8Array): Member {
    const id = Buffer.from(serialized.buffer, serialized.byteOffset, serialized.length).toString('latin1');
    const known = this.#known.get(id);
    if (known !== undefined) return known;
    const member = this.#examine(serialized);
    this.#known.set(id, member);
    return member;
  }

  /** Returns whether a member signed the bytes, with low S. */
  async verify(member: Member, bytes: Uint8Array, signature: Uint8Array): Promise<boolean> {
    return isLowS(signature) && (await this.#signatures.verify(member.publicKey, bytes, signature));
  }

  #examine(serialized: Uint8Array): Member {
    const { mspId, certificate } = parseSerializedIdentity(serialized);
    const root = this.#roots.get(mspId);
    if (root === undefined) throw refused(`the organization ${mspId} is not part of the channel`);
    if (isAuthority(certificate) || !hasIssued(root, certificate)) {
      throw refused(`the certificate was not issued by ${mspId}`);
    }
    return {
      mspId,
      ou: nodeOu(certificate),
      publicKey: createPublicKey({ key: Buffer.from(certificate.publicKey), format: 'der', type: 'spki' }),
      notBeforeMs: certificate.notBefore * 1000,
      notAfterMs: certificate.notAfter * 1000,
    };
  }
}

/** @throws {DomainError} CREDENTIAL_INVALID when the certificate is not valid at that time */
export function checkValidAt(member: Member, ms: number): void {
  if (ms < member.notBeforeMs || ms > member.notAfterMs) {
    throw refused(`the certificate of ${member.mspId} is expired or not valid yet`);
  }
}

/** Returns the node OU. Exactly one of a certificate's organizational units must name the kind of actor. */
function nodeOu({ subject }: Certificate): NodeOu {
  const units = nameAttributes(subject, OID.organizationalUnit);
  const [ou, ...others] = units.filter((unit): unit is NodeOu => NODE_OUS.includes(unit));
  if (ou === undefined || others.length > 0) throw refused('the certificate names no node OU, or several');
  return ou;
}

function refused(message: string): DomainError {
  return new DomainError('CREDENTIAL_INVALID', message);
}
