import type { LedgerName } from '@fapiao-ledger/core';
import type { Identity, TrustFile } from '@fapiao-ledger/pki';
import type { CertificateAuthority } from '../ca/index.js';
import type { LedgerClient } from '../ledger-client.js';

/** The ledger that a gateway serves, and the identities with which it acts. */
export interface LedgerHome {
  readonly client: LedgerClient;
  /** Name of the ledger in every statement. */
  readonly ledger: LedgerName;
  /** Trust file, with which a verifier checks receipts of this network. */
  readonly trust: TrustFile;
  /** Reads for this gateway. */
  readonly reader: Identity;
  /** Relays the requests of taxpayers, and signs receipts. The bureau's gateway has none. */
  readonly operator?: Identity;
  /** Relays the requests of officers. A platform's gateway has none. */
  readonly bureau?: Identity;
  /** Authorities that certify taxpayers here; none when other authorities certify them. */
  readonly taxpayerAuthorities: readonly CertificateAuthority[];
  /** Enrolls officers. Absent where this gateway does not have the bureau's authority. */
  readonly bureauAuthority?: CertificateAuthority;
  /** Whether all answers and blocks come from one peer, so that no answer is older than a block received before. */
  readonly hasOnePeer?: boolean;
  /** The ledger's time: milliseconds since 1970 in UTC. */
  readonly now: () => number;
  close(): Promise<void>;
}
