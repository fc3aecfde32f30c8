/** The custodian's folder or its master secret cannot be used; the message says which, and why. */
export class CustodianError extends Error {}
