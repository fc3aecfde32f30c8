import { randomInt } from 'node:crypto';
import { canonicalJson } from '@fapiao-ledger/chaincode/core';
import type { LedgerBlock, LedgerClient } from '@fapiao-ledger/network/ledger-client';
import { peer } from '@hyperledger/fabric-protos';
import { afterAll, beforeAll, describe, expect, inject, test } from 'vitest';
import { issueCall, type LedgerWorld, type Participant } from '../support/ledger-world.ts';
import { creditCode, draftOf } from './drafts.ts';
import { ADAPTERS, clientOf, openLedger, openWorld } from './network.ts';

const home = inject('fabricHome') ?? '';

describe.skipIf(home === '').each(ADAPTERS)(
  `the real contract through %s${inject('fabricMissing')}`,
  (adapter) => {
    let client: LedgerClient;
    let world: LedgerWorld;
    let seller: Participant;
    let buyer: Participant;

    beforeAll(async () => {
      client = await openLedger(adapter, home);
      world = await openWorld(client, home);
      seller = await world.register(creditCode(randomInt(1e8)), 'GENERAL');
      buyer = await world.register(creditCode(randomInt(1e8)), 'GENERAL');
      await world.openLane(seller, { credit: '2000000.00', numbers: 50_000 });
    });
    afterAll(() => client.close());

    test('an invoice is issued, passed on, locked and redeemed', async () => {
      const { invoices } = await world.issue(seller, [draftOf(seller, buyer)]);
      const number = invoices[0]?.number ?? '';
      await world.lock(buyer, buyer.code, number);
      const { invoice } = await world.read(number);
      const status = await world.redeem(buyer, number, invoice.totals.gross);
      expect(status.state).toBe('REDEEMED');
    });

    test('a refusal of the contract arrives as the error that it threw', async () => {
      const call = {
        contract: 'invoice',
        function: 'ReadInvoice',
        args: [canonicalJson({ number: '1'.repeat(20) })],
      } as const;
      await expect(client.evaluate(world.operator, call)).rejects.toMatchObject({
        code: 'INVOICE_NOT_FOUND',
      });
      await expect(client.submit(world.operator, call)).rejects.toMatchObject({ code: 'INVOICE_NOT_FOUND' });
    });

    test('of two issues on one lane in one block one is a conflict', async () => {
      const calls = [1, 2].map(() => issueCall(client.channel, seller, [draftOf(seller, buyer)]));
      const results = await Promise.allSettled(calls.map((call) => client.submit(world.operator, call)));
      const rejected = results.filter((each) => each.status === 'rejected');
      for (const { reason } of rejected)
        expect(reason).toMatchObject({ code: 'LEDGER_CONFLICT', stage: 'commit' });
      expect(rejected.length).toBeLessThanOrEqual(1);
    });

    test('endorse returns what each organisation signed, and orders nothing', async () => {
      const { height } = await client.status();
      const call = issueCall(client.channel, seller, [draftOf(seller, buyer)]);
      const { payload, endorsements, transactionId } = await client.endorse(world.operator, call);
      expect(endorsements).toHaveLength(2);
      expect(peer.ProposalResponsePayload.deserializeBinary(payload).getProposalHash_asU8()).toHaveLength(32);
      expect(await client.outcomeOf(transactionId)).toBeUndefined();
      expect((await client.status()).height).toBe(height);
    });

    test('blocks come from the first on, without gaps, and tell what was written', async () => {
      const { transactionId, blockNumber } = await client.submit(
        world.operator,
        issueCall(client.channel, seller, [draftOf(seller, buyer)]),
      );
      const seen: LedgerBlock[] = [];
      const enough = new AbortController();
      for await (const block of client.blocks(0n, enough.signal)) {
        seen.push(block);
        if (block.number === blockNumber) enough.abort();
      }
      expect(seen.map(({ number }) => number)).toEqual(seen.map((_, index) => BigInt(index)));
      const issued = seen.at(-1)?.transactions.find((each) => each.transactionId === transactionId);
      expect(issued?.validationCode).toBe('VALID');
      expect(issued?.writes.length).toBeGreaterThan(0);
      expect(await client.outcomeOf(transactionId)).toBe('VALID');
    });

    test('an identity of another organisation is not an officer', async () => {
      const operator = clientOf(home, 'PlatformMSP');
      const call = {
        contract: 'bureau',
        function: 'GrantCredit',
        args: [canonicalJson({ month: world.month, net: '1.00', seller: seller.code })],
      } as const;
      await expect(client.submit(operator, call)).rejects.toMatchObject({ code: 'ROLE_REQUIRED' });
    });

    test('a hundred invoices at once are all on the ledger', async () => {
      const lanes = Array.from({ length: 10 }, (_, index) => `till-${index}`);
      const grant = { profile: 'DIGITAL', net: '200000.00', numbers: 1000 } as const;
      const prefix = `${world.month.slice(2, 4)}442`;
      await world.bureau('GrantCredit', { seller: seller.code, month: world.month, net: '4000000.00' });
      await world.bureau('GrantSegment', { seller: seller.code, profile: 'DIGITAL', prefix, count: 10_000 });
      // Lanes are cut from one stock, one after the other; issuing then shares nothing.
      for (const lane of lanes) await world.allot(seller, { lane, ...grant });
      const drafts = Array.from({ length: 10 }, (_, kind) => draftOf(seller, buyer, kind % 4));
      const pages = await Promise.all(lanes.map((lane) => world.issue(seller, drafts, { lane })));
      const numbers = pages.flatMap(({ invoices }) => invoices.map(({ number }) => number));
      expect(new Set(numbers).size).toBe(100);
      const views = await Promise.all(numbers.map((number) => world.read(number)));
      expect(views.every((view) => view.status.state === 'OPEN')).toBe(true);
    });
  },
);
