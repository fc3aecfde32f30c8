import type { Identity } from '@fapiao-ledger/pki';
import type { EndorsedAnswer } from '../../ledger-client.js';

/** A call of any chaincode, including system chaincodes. */
export interface FabricCall {
  readonly chaincode: string;
  readonly function: string;
  readonly args: readonly string[];
  readonly transient?: Readonly<Record<string, Uint8Array>> | undefined;
}

/** An endorsed transaction that is ready for the orderers. */
export interface EndorsedTransaction {
  readonly transactionId: string;
  /** The contract's result. */
  readonly result: string;
  /** Returns what the endorsers signed. A transaction that is only sent does not need it. */
  endorsed(): Pick<EndorsedAnswer, 'payload' | 'endorsements'>;
  /** Sends it to the orderers until one has accepted it. It may be sent again. @throws {FabricFailure} */
  send(): Promise<void>;
}

/** The part that differs between the two client libraries. All methods throw {FabricFailure}. */
export interface FabricTransport {
  evaluate(identity: Identity, call: FabricCall): Promise<Uint8Array>;
  endorse(identity: Identity, call: FabricCall): Promise<EndorsedTransaction>;
  close(): void;
}
