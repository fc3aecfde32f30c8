import { status } from '@grpc/grpc-js';
import { decodeContractError, LedgerError, type LedgerStage } from '../../ledger-client.js';

/**
 * Kind of a failed call to a peer or orderer:
 * - `busy`: it rejected the call unread, because it had too many; the call may be repeated
 * - `unreachable`: no peer answered, or the connection broke
 * - `mismatch`: the endorsers' answers differ, usually because one endorser lacks a block that another has
 * - `refused`: it answered with a refusal
 */
export type FailureKind = 'busy' | 'unreachable' | 'mismatch' | 'refused';

/** A failed call, in the same form for both libraries. */
export class FabricFailure extends Error {
  readonly kind: FailureKind;
  /** A line per endorser or orderer. */
  readonly details: readonly string[];

  constructor(kind: FailureKind, message: string, details: readonly string[], cause: unknown) {
    super(message, { cause });
    this.name = 'FabricFailure';
    this.kind = kind;
    this.details = details;
  }
}

/** @param code gRPC status; undefined when the failure did not come from gRPC */
export function failureOf(
  code: number | undefined,
  message: string,
  details: readonly string[],
  cause: unknown,
): FabricFailure {
  return new FabricFailure(kindOf(code, [message, ...details].join('\n')), message, details, cause);
}

/**
 * A peer over its limit of calls answers with the code UNKNOWN. A peer that lost its chaincode server or another peer
 * answers with codes as general. Only the text distinguishes them.
 */
const BUSY = /too many requests/i;
const MISMATCH = /do not match/i;
const UNREACHABLE = new RegExp(
  [
    'connection (error|refused|is closing)|connection to .* (lost|failed)|failed to connect',
    'ECONNRE(SET|FUSED)|RST_STREAM|stream terminated|(call|context) cancell?ed|deadline exceeded|timed? ?out',
    'unavailab(le|ility)|not connected|not able to reconnect|no committers|failed to receive committer status|system error',
    'no combination of peers|no endorse(rs|ment (plan )?available)|not contain enough peers|not find any peers',
    'could not launch chaincode|error starting container',
  ].join('|'),
  'i',
);

function kindOf(code: number | undefined, text: string): FailureKind {
  if (BUSY.test(text) || code === status.RESOURCE_EXHAUSTED) return 'busy';
  const isLost =
    code === status.UNAVAILABLE || code === status.DEADLINE_EXCEEDED || code === status.CANCELLED;
  // Checked before the mismatch, because a missing answer also differs from the others.
  if (isLost || UNREACHABLE.test(text)) return 'unreachable';
  return MISMATCH.test(text) ? 'mismatch' : 'refused';
}

/** Messages for callers. The messages of peers and libraries contain addresses and names. */
const WORDS: Readonly<Record<FailureKind, string>> = {
  busy: 'the network has too much to do',
  unreachable: 'a peer or an orderer that this needs cannot be reached',
  mismatch: 'the answers of the endorsers differ',
  refused: 'a peer or an orderer refused this',
};

/**
 * Returns the error for callers of the ledger when nothing was ordered: the refusal of the contract, else an error of
 * the stage. The failure of the network is its cause.
 */
export function ledgerErrorOf(
  stage: Extract<LedgerStage, 'evaluate' | 'endorse' | 'submit'>,
  failure: FabricFailure,
  transactionId?: string,
): Error {
  if (stage !== 'submit') {
    for (const text of [...failure.details, failure.message]) {
      const refusal = decodeContractError(text);
      if (refusal !== undefined) return refusal;
    }
  }
  const { kind, details } = failure;
  const context = { stage, transactionId, details, cause: failure };
  return new LedgerError(codeOf(stage, failure), WORDS[kind], context);
}

function codeOf(
  stage: LedgerStage,
  { kind }: FabricFailure,
): 'LEDGER_BUSY' | 'LEDGER_UNAVAILABLE' | 'LEDGER_ENDORSEMENT' | 'LEDGER_REFUSED' {
  switch (kind) {
    case 'busy':
      return 'LEDGER_BUSY';
    case 'unreachable':
      return 'LEDGER_UNAVAILABLE';
    case 'mismatch':
      return 'LEDGER_ENDORSEMENT';
    case 'refused':
      return stage === 'endorse' ? 'LEDGER_ENDORSEMENT' : 'LEDGER_REFUSED';
  }
}
