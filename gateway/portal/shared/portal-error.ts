/** Why the portal refuses something by itself, before any gateway or ledger has seen it. */
export type PortalFault =
  | 'identity-unreadable'
  | 'identity-uncertified'
  | 'identity-other-key'
  | 'identity-expired'
  | 'certificate-unreadable'
  | 'ledger-other'
  | 'ledger-unreadable'
  | 'not-confirmed'
  | 'request-pending'
  | 'still-open'
  | 'terms-altered'
  | 'too-many-files'
  | 'way-in-used'
  | 'storage-unavailable';

/** A refusal of the portal; the dictionaries hold its text per fault. */
export class PortalError extends Error {
  readonly fault: PortalFault;

  constructor(fault: PortalFault, options: { readonly cause?: unknown } = {}) {
    super(fault, options);
    this.fault = fault;
  }
}
