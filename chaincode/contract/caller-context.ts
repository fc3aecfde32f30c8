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

/** The member that submits, read from the certificate's attributes and never from its name or serial number. */
export interface Caller {
  readonly mspId: string;
  readonly role: Role | undefined;
  /** SubjectPublicKeyInfo of its certificate, DER in base64: as the register keeps keys. */
  readonly publicKey: string;
}

/**
 * The context of a transaction, with its caller. It reads the bytes of the creator that the peer has validated. The `ClientIdentity` of
 * fabric-shim parses them in its own way and is not used.
 */
export class CallerContext extends Context {
  #caller: Caller | undefined;

  /** fabric-shim calls this first and parses the certificate afterwards, so that an unreadable certificate is refused by code. */
  setChaincodeStub(stub: ChaincodeStub): void {
    this.stub = stub;
    this.#caller = answering(() => callerOf(creatorOf(stub)));
  }

  get caller(): Caller {
    return present(this.#caller, 'the caller of the transaction');
  }
}

/** A contract whose transactions know their caller. */
export class CallerContract extends Contract {
  override createContext(): CallerContext {
    return new CallerContext();
  }
}

/** Reading an identity takes as long as checking a signature, and the same callers come again. */
const CALLERS_MAX = 1_000;
const known = new Remembered<Caller>(CALLERS_MAX);

/** @throws {DomainError} IDENTITY_INVALID */
function callerOf(creator: Uint8Array): Caller {
  return known.get(Buffer.from(creator).toString('latin1'), () => readCaller(creator));
}

function readCaller(creator: Uint8Array): Caller {
  const { mspId, certificate, attributes } = parseSerializedIdentity(creator);
  return {
    mspId,
    role: roleIn(mspId, attributeOf(attributes, 'role')),
    publicKey: encodeBase64(certificate.publicKey),
  };
}

/** fabric-shim keeps the creator's bytes beside the decoded object, and its types do not name them. */
function creatorOf(stub: ChaincodeStub): Uint8Array {
  const { signatureHeader } = stub.getSignedProposal().proposal.header;
  return (signatureHeader as unknown as { readonly creator_u8: Uint8Array }).creator_u8;
}
