import type { LedgerName } from '@fapiao-ledger/core';
import type { CertificateAuthority } from '@fapiao-ledger/network/ca';
import type { LedgerClient } from '@fapiao-ledger/network/ledger-client';
import type { Identity, TrustFile } from '@fapiao-ledger/pki';

/** The ledger a gateway serves, and in whose name it may act on it. */
export interface LedgerHome {
  readonly client: LedgerClient;
  /** What every statement names. */
  readonly ledger: LedgerName;
  /** What a verifier must know to check a receipt of this network. */
  readonly trust: TrustFile;
  /** Asks for this gateway. */
  readonly reader: Identity;
  /** Relays what taxpayers have signed, and signs receipts; the bureau's gateway has none. */
  readonly operator?: Identity;
  /** Relays what officers have signed; a platform's gateway has none. */
  readonly bureau?: Identity;
  /** Authorities that certify taxpayers here; none when their certificates come from elsewhere. */
  readonly taxpayerAuthorities: readonly CertificateAuthority[];
  /** Enrols officers; absent where the bureau's authority is not at hand. */
  readonly bureauAuthority?: CertificateAuthority;
  /** Every answer and every block comes from one peer: no answer is older than a block heard of before. */
  readonly hasOnePeer?: boolean;
  /** The ledger's time: milliseconds since 1970 in UTC. */
  readonly now: () => number;
  close(): Promise<void>;
}
