import { DomainError } from '@fapiao-ledger/core';
import { problemOf } from '@fapiao-ledger/gateway/http/problem';
import { failureOf, ledgerErrorOf } from '@fapiao-ledger/network/fabric/client/failure';
import { LedgerError } from '@fapiao-ledger/network/ledger-client';
import { status } from '@grpc/grpc-js';
import { describe, expect, test } from 'vitest';

/** What peers and libraries were seen to say. */
const SEEN = [
  ['busy', status.UNKNOWN, 'too many requests for /gateway.Gateway, exceeding concurrency limit (500)', []],
  [
    'unreachable',
    status.UNAVAILABLE,
    'No connection established. Last error: connect ECONNREFUSED 127.0.0.1:7051',
    [],
  ],
  ['unreachable', status.DEADLINE_EXCEEDED, 'Deadline exceeded after 15.0s', []],
  ['unreachable', undefined, 'REQUEST TIMEOUT', []],
  ['unreachable', undefined, 'Endorsement has failed', ['peer-bureau: 14 UNAVAILABLE: read ECONNRESET']],
  [
    'unreachable',
    status.ABORTED,
    'failed to collect enough transaction endorsements, see attached details for more info',
    ['TaxBureauMSP: rpc error: code = Canceled desc = grpc: the client connection is closing'],
  ],
  [
    'unreachable',
    undefined,
    'Peer endorsements do not match',
    ['peer-bureau: error in simulation: could not launch chaincode fapiao_1: connection to fapiao_1 failed'],
  ],
  [
    'unreachable',
    status.FAILED_PRECONDITION,
    'no combination of peers can be derived which satisfy the endorsement policy',
    [],
  ],
  ['unreachable', undefined, 'Failed, not able to reconnect to committer 127.0.0.1:17050', []],
  ['unreachable', undefined, 'Failed to receive committer status', []],
  ['unreachable', status.INTERNAL, 'Received RST_STREAM with code 2 triggered by internal client error', []],
  ['unreachable', undefined, 'the peers did not endorse', ['No endorsement available']],
  ['unreachable', undefined, 'the peers did not endorse', ['peer-platform: 1 CANCELLED: Call cancelled']],
  [
    'unreachable',
    status.FAILED_PRECONDITION,
    'failed to select a set of endorsers that satisfy the endorsement policy due to unavailability of peers',
    [],
  ],
  ['mismatch', status.ABORTED, 'ProposalResponsePayloads do not match', []],
  ['mismatch', undefined, 'the peers did not endorse', ['Peer endorsements do not match']],
  [
    'refused',
    status.UNKNOWN,
    "chaincode response 500, You've asked to invoke a function that does not exist",
    [],
  ],
  ['refused', status.PERMISSION_DENIED, 'access denied: channel [fapiao] creator org [OtherMSP]', []],
] as const;

describe('a failed call', () => {
  test.each(SEEN)('is %s: %s %s %j', (kind, code, message, details) => {
    expect(failureOf(code, message, details, undefined).kind).toBe(kind);
  });

  test.each([
    ['LEDGER_BUSY', true, SEEN[0]],
    ['LEDGER_UNAVAILABLE', true, SEEN[1]],
    ['LEDGER_ENDORSEMENT', false, SEEN[14]],
    ['LEDGER_ENDORSEMENT', false, SEEN[17]],
  ] as const)('while endorsing is %s, retryable: %s', (code, retryable, [, status_, message, details]) => {
    const error = ledgerErrorOf('endorse', failureOf(status_, message, details, undefined));
    expect(error).toBeInstanceOf(LedgerError);
    expect(error).toMatchObject({ code, retryable, stage: 'endorse', details });
  });

  test.each(SEEN)(
    'is reported without the network’s own messages: %s %s %s %j',
    (_kind, code, message, details) => {
      const failure = failureOf(code, message, details, undefined);
      const error = ledgerErrorOf('evaluate', failure) as LedgerError;
      const { detail } = problemOf(error, 'request-1');
      expect(detail).not.toMatch(/\d|peer-|MSP|rpc|fapiao/);
      expect(detail).not.toContain(message);
      // The log has it.
      expect(error).toMatchObject({ cause: { message, details } });
    },
  );

  test('that carries what the contract refused is that refusal', () => {
    const refusal = JSON.stringify({ code: 'INVOICE_LOCKED', message: 'locked' });
    const details = [`PlatformMSP 127.0.0.1:7051: chaincode response 500, ${refusal}`];
    const error = ledgerErrorOf('endorse', failureOf(status.ABORTED, 'see details', details, undefined));
    expect(error).toBeInstanceOf(DomainError);
    expect(error).toMatchObject({ code: 'INVOICE_LOCKED' });
  });
});
