import { Context, Contract } from 'fabric-contract-api';
import type { ChaincodeStub } from 'fabric-shim';
import {
  attributeOf,
  encodeBase64,
  parseSerializedIdentity,
  present,
  Remembered,
  type Role,
  roleIn,
} from '#core';
import { answering } from './wire.js';

/** The submitting member, identified by the certificate's attributes and never by its name or serial number. */
export interface Caller {
  readonly mspId: string;
  readonly role: Role | undefined;
  /** SubjectPublicKeyInfo of its certificate, DER in base64, as in the register. */
  readonly publicKey: string;
}

/**
 * The context of a transaction, with its caller. It reads the bytes of the creator that the peer has validated. The `ClientIdentity` of
 * fabric-shim parses them in its own way and is not used.
 */
export class CallerContext extends Context {
  #caller: Caller | undefined;

  /** Reads the caller. fabric-shim calls this before it parses the certificate, so an unreadable one is refused with a code. */
  setChaincodeStub(stub: ChaincodeStub): void {
    this.stub = stub;
    this.#caller = answering(() => callerOf(creatorOf(stub)));
  }

  get caller(): Caller {
    return present(this.#caller, 'the caller of the transaction');
  }
}

/** A contract whose transactions have a caller. */
export class CallerContract extends Contract {
  override createContext(): CallerContext {
    return new CallerContext();
  }
}

/** Most callers in memory, because reading an identity takes as long as checking a signature. */
const CALLERS_MAX = 1_000;
const callers = new Remembered<Caller>(CALLERS_MAX);

/** Returns the caller of a creator's bytes. @throws {DomainError} IDENTITY_INVALID */
function callerOf(creator: Uint8Array): Caller {
  return callers.get(Buffer.from(creator).toString('latin1'), () => readCaller(creator));
}

function readCaller(creator: Uint8Array): Caller {
  const { mspId, certificate, attributes } = parseSerializedIdentity(creator);
  return {
    mspId,
    role: roleIn(mspId, attributeOf(attributes, 'role')),
    publicKey: encodeBase64(certificate.publicKey),
  };
}

/** Returns the creator's bytes, which fabric-shim stores beside the decoded object and does not declare in its types. */
function creatorOf(stub: ChaincodeStub): Uint8Array {
  const { signatureHeader } = stub.getSignedProposal().proposal.header;
  return (signatureHeader as unknown as { readonly creator_u8: Uint8Array }).creator_u8;
}
