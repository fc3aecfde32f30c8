import { type CanonicalDrafts, DraftList, type PageRequest } from '@fapiao-ledger/core';

/** Drafts whose form was judged when they were read, as data that a thread returns. */
export interface WellFormedDrafts extends CanonicalDrafts {
  /** Net total of all drafts, in fen, so that the main thread need not parse them. */
  readonly net: bigint;
}

/** The drafts of a request, and the credit that they take. */
export class IncomingDrafts extends DraftList {
  readonly net: bigint;

  constructor({ net, ...forms }: WellFormedDrafts) {
    super(forms);
    this.net = net;
  }
}

/** A signed request to issue drafts, as the gateway has read it. */
export interface IncomingRequest extends PageRequest {
  readonly drafts: IncomingDrafts;
}
