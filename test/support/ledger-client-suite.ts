import { randomInt, verify, X509Certificate } from 'node:crypto';
import { canonicalJson, DomainError, type DraftJson, isLowS, ValidationError } from '@fapiao-ledger/core';
import {
  type ContractCall,
  type LedgerBlock,
  type LedgerClient,
  LedgerError,
} from '@fapiao-ledger/network/ledger-client';
import { msp, peer } from '@hyperledger/fabric-protos';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { draftOf, enterprise, enterpriseCode } from './drafts.ts';
import type { LedgerWorld } from './ledger-world.ts';
import { issueCall, type Participant } from './signed-calls.ts';

const RACING = 5;

/** A ledger with the real contract, behind the adapter under test. */
export interface SuiteLedger {
  readonly world: LedgerWorld;
  close(): Promise<void>;
}

/**
 * The duties of every adapter of the LedgerClient port, whatever ledger is behind it. The ledger may be in use already,
 * and others may write to it meanwhile.
 */
export function ledgerClientSuite(name: string, open: () => Promise<SuiteLedger>): void {
  describe(`the ledger client of ${name}`, () => {
    let suite: SuiteLedger;
    let world: LedgerWorld;
    let client: LedgerClient;
    let seller: Participant;
    let draft: DraftJson;
    beforeAll(async () => {
      suite = await open();
      ({ world } = suite);
      ({ client } = world);
      seller = await world.register(enterpriseCode(randomInt(100_000)), 'GENERAL');
      draft = draftOf(seller.code, enterprise(enterpriseCode(1)));
      await world.openLane(seller, { credit: '2000000.00', numbers: 10_000 });
    });
    afterAll(() => suite.close());

    const missing: ContractCall = {
      contract: 'invoice',
      function: 'ReadInvoice',
      args: [canonicalJson({ number: '9'.repeat(20) })],
    };
    const issue = (): ContractCall => issueCall(world, seller, [draft]);

    test('submit returns what the contract returned, and where it is', async () => {
      const committed = await client.submit(world.operator, issue());
      expect(committed.transactionId).toMatch(/^[0-9a-f]{64}$/);
      const { outcomes } = JSON.parse(committed.result) as { outcomes: { first: string }[] };
      const number = outcomes[0]?.first ?? '';
      expect((await world.read(number)).status.state).toBe('OPEN');
      expect(await client.outcomeOf(committed.transactionId)).toBe('VALID');
      expect((await client.status()).height).toBeGreaterThan(committed.blockNumber);
    });

    test('evaluate answers and writes nothing', async () => {
      const lane = { contract: 'bureau', function: 'ReadTaxpayer' } as const;
      const call = { ...lane, args: [canonicalJson({ code: seller.code })] };
      expect(JSON.parse(await client.evaluate(world.operator, call))).toMatchObject({ code: seller.code });
      const answer = JSON.parse(await client.evaluate(world.operator, issue())) as {
        outcomes: { first: string }[];
      };
      const number = answer.outcomes[0]?.first ?? '';
      await expect(world.read(number)).rejects.toMatchObject({ code: 'INVOICE_NOT_FOUND' });
    });

    test('endorse returns what a peer of each organization signed, and orders nothing', async () => {
      const { transactionId, result, payload, endorsements } = await client.endorse(world.operator, issue());
      const signers = endorsements.map(({ endorser, signature }) => {
        const identity = msp.SerializedIdentity.deserializeBinary(endorser);
        const { publicKey } = new X509Certificate(identity.getIdBytes_asU8());
        expect(verify('sha256', Buffer.concat([payload, endorser]), publicKey, signature)).toBe(true);
        expect(isLowS(signature)).toBe(true);
        return identity.getMspid();
      });
      expect(signers.sort()).toEqual(['PlatformMSP', 'TaxBureauMSP']);
      const response = peer.ProposalResponsePayload.deserializeBinary(payload);
      const action = peer.ChaincodeAction.deserializeBinary(response.getExtension_asU8());
      expect(Buffer.from(action.getResponse()?.getPayload_asU8() ?? []).toString()).toBe(result);
      expect(await client.outcomeOf(transactionId)).toBeUndefined();
    });

    test.each(['submit', 'evaluate', 'endorse'] as const)(
      '%s throws what the contract threw',
      async (method) => {
        const refused = await client[method](world.operator, missing).catch((error: unknown) => error);
        expect(refused).toBeInstanceOf(DomainError);
        expect(refused).toMatchObject({ code: 'INVOICE_NOT_FOUND' });
        const wrong = { ...draft, totals: { ...draft.totals, gross: '1.00' } };
        const invalid = await client[method](world.operator, issueCall(world, seller, [wrong])).catch(
          (error: unknown) => error,
        );
        expect(invalid).toBeInstanceOf(ValidationError);
        expect((invalid as ValidationError).faults[0]).toMatchObject({ code: 'TOTALS_MISMATCH' });
      },
    );

    test('a function that the contract has not is refused', async () => {
      const nothing: ContractCall = { contract: 'invoice', function: 'NoSuchFunction', args: [] };
      const refused = await client.evaluate(world.operator, nothing).catch((error: unknown) => error);
      expect(refused).toBeInstanceOf(LedgerError);
      expect(refused).toMatchObject({ code: 'LEDGER_REFUSED', stage: 'evaluate', retryable: false });
    });

    test('an identity of another organization has not the role', async () => {
      const grant = world.bureauCall('GrantCredit', { month: world.month, net: '1.00', seller: seller.code });
      await expect(client.submit(world.operator, grant)).rejects.toMatchObject({ code: 'ROLE_REQUIRED' });
    });

    test('of issues on one lane at the same time one commits, and another hears of the conflict', async () => {
      let conflicts: LedgerError[] = [];
      // Whether two are endorsed before one is committed is chance, so it is repeated until it happens.
      while (conflicts.length === 0) {
        const results = await Promise.allSettled(
          Array.from({ length: RACING }, () => client.submit(world.operator, issue())),
        );
        expect(results.some(({ status }) => status === 'fulfilled')).toBe(true);
        conflicts = results.flatMap((each) =>
          each.status === 'fulfilled' ? [] : [each.reason as LedgerError],
        );
      }
      for (const conflict of conflicts) {
        expect(conflict).toMatchObject({ code: 'LEDGER_CONFLICT', stage: 'commit', retryable: true });
        expect(await client.outcomeOf(conflict.transactionId ?? '')).toBe('MVCC_READ_CONFLICT');
      }
    });

    test('blocks come from the first one on, without gaps, and go on as they are made', async () => {
      const stop = new AbortController();
      const seen: LedgerBlock[] = [];
      const before = await client.submit(world.operator, issue());
      let after: Awaited<ReturnType<LedgerClient['submit']>> | undefined;
      for await (const block of client.blocks(0n, stop.signal)) {
        seen.push(block);
        // Only now, so that this block reaches a reader that has caught up.
        if (block.number === before.blockNumber) after = await client.submit(world.operator, issue());
        if (block.number === after?.blockNumber) stop.abort();
      }
      expect(seen.map(({ number }) => number)).toEqual(seen.map((_, number) => BigInt(number)));
      const issued = seen
        .flatMap(({ transactions }) => transactions)
        .filter(({ transactionId }) => [before, after].some((each) => each?.transactionId === transactionId));
      expect(issued).toHaveLength(2);
      for (const transaction of issued) {
        expect(transaction).toMatchObject({ validationCode: 'VALID', event: { name: expect.any(String) } });
        const keys = transaction.writes.map(({ key }) => Buffer.from(key));
        expect(keys.length).toBeGreaterThan(0);
        expect([...keys].sort(Buffer.compare)).toEqual(keys);
        expect(Math.abs(Date.parse(transaction.timestamp) - world.opened.getTime())).toBeLessThan(600_000);
      }
    });

    test('blockOf returns the block of a transaction, as the stream of blocks has it', async () => {
      const { transactionId, blockNumber } = await client.submit(world.operator, issue());
      const block = await client.blockOf(transactionId);
      expect(block?.number).toBe(blockNumber);
      expect(block?.transactions.map((each) => each.transactionId)).toContain(transactionId);
      const stop = new AbortController();
      for await (const streamed of client.blocks(blockNumber, stop.signal)) {
        expect(streamed).toEqual(block);
        stop.abort();
      }
    });

    test('a transaction that no block carries has neither outcome nor block', async () => {
      expect(await client.outcomeOf('0'.repeat(64))).toBeUndefined();
      expect(await client.blockOf('0'.repeat(64))).toBeUndefined();
    });

    test('status names the channel and counts blocks', async () => {
      const before = await client.status();
      expect(before).toMatchObject({ channel: client.channel, writable: true });
      await client.submit(world.operator, issue());
      expect((await client.status()).height).toBeGreaterThan(before.height);
    });
  });
}
