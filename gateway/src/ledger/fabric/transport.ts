import type { EndorsedAnswer } from '@fapiao-ledger/network/ledger-client';
import type { Identity } from '@fapiao-ledger/pki';

/** A call of any chaincode, system ones included. */
export interface FabricCall {
  readonly chaincode: string;
  readonly function: string;
  readonly args: readonly string[];
  readonly transient?: Readonly<Record<string, Uint8Array>> | undefined;
}

/** An endorsed transaction that is ready for the orderers. */
export interface EndorsedTransaction {
  readonly answer: EndorsedAnswer;
  /** Hands it to the orderers, and may do so again; resolves when one has taken it. @throws {FabricFailure} */
  send(): Promise<void>;
}

/** What differs between the two client libraries. Everything throws {FabricFailure}. */
export interface FabricTransport {
  evaluate(identity: Identity, call: FabricCall): Promise<Uint8Array>;
  endorse(identity: Identity, call: FabricCall): Promise<EndorsedTransaction>;
  close(): void;
}
