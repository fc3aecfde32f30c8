import { Context, Contract } from 'fabric-contract-api';
import type { ChaincodeStub } from 'fabric-shim';
import { attributeOf, encodeBase64, present, type Role, readSerializedIdentity, roleIn } from '#core';
import { answering } from './wire.js';

/** Who submits: read from the certificate's attributes, never from its name or serial. */
export interface Caller {
  readonly mspId: string;
  readonly role: Role | undefined;
  /** SubjectPublicKeyInfo of its certificate, DER in base64: as the register keeps keys. */
  readonly publicKey: string;
}

/**
 * The context of a transaction, which knows who submits. It reads the creator's own bytes, the ones that the peer has
 * validated. fabric-shim's `ClientIdentity` parses them in its own way and is not asked.
 */
export class CallerContext extends Context {
  #caller: Caller | undefined;

  /** What fabric-shim calls first. It parses the certificate afterwards, so that what cannot be read is refused by code. */
  setChaincodeStub(stub: ChaincodeStub): void {
    this.stub = stub;
    this.#caller = answering(() => callerOf(creatorOf(stub)));
  }

  get caller(): Caller {
    return present(this.#caller, 'the caller of the transaction');
  }
}

/** A contract whose transactions know who submits. */
export class CallerContract extends Contract {
  override createContext(): CallerContext {
    return new CallerContext();
  }
}

/** Reading an identity takes as long as a signature's check, and callers come back. */
const CALLERS_MAX = 1_000;
const known = new Map<string, Caller>();

/** @throws {DomainError} IDENTITY_INVALID */
function callerOf(creator: Uint8Array): Caller {
  const key = Buffer.from(creator).toString('latin1');
  const kept = known.get(key);
  if (kept !== undefined) return kept;
  const caller = readCaller(creator);
  if (known.size >= CALLERS_MAX) known.clear();
  known.set(key, caller);
  return caller;
}

function readCaller(creator: Uint8Array): Caller {
  const { mspId, certificate, attributes } = readSerializedIdentity(creator);
  return {
    mspId,
    role: roleIn(mspId, attributeOf(attributes, 'role')),
    publicKey: encodeBase64(certificate.publicKey),
  };
}

/** fabric-shim keeps the bytes beside what it decodes of them, and leaves them out of its types. */
function creatorOf(stub: ChaincodeStub): Uint8Array {
  const { signatureHeader } = stub.getSignedProposal().proposal.header;
  return (signatureHeader as unknown as { readonly creator_u8: Uint8Array }).creator_u8;
}
