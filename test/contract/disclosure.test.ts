import { stateKey, type TaxpayerJson } from '@fapiao-ledger/core';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { draftOf, enterpriseCode, personId } from '../support/drafts.ts';
import { embeddedWorld, type World } from '../support/embedded-world.ts';
import { refusal } from '../support/refusal.ts';
import { ask } from '../support/replay-story.ts';
import type { Participant } from '../support/signed-calls.ts';

let world: World;
let shop: Participant;
let holder: Participant;
let stranger: Participant;

beforeAll(async () => {
  world = await embeddedWorld();
  shop = await world.register(enterpriseCode(1), 'GENERAL');
  holder = await world.register(personId(1), 'PERSON');
  stranger = await world.register(enterpriseCode(2), 'GENERAL');
  await world.openLane(shop, { credit: '1000000.00' });
});

afterAll(() => world.close());

/** An invoice that the holder holds. */
async function held(): Promise<string> {
  const draft = draftOf(shop.code, { type: 'PERSON' }, { holder: holder.code });
  return (await world.issue(shop, [draft])).invoices[0]?.number as string;
}

describe('who does not hold an invoice does not learn who is registered', () => {
  const states: [string, (number: string) => Promise<unknown>][] = [
    ['open', async () => {}],
    ['locked', (number) => world.lock(holder, stranger.code, number)],
    ['frozen', (number) => world.freeze(number, '核查')],
  ];

  test.each(states)('from an invoice that is %s', async (_, bring) => {
    const number = await held();
    await bring(number);
    const refusalOf = async (call: Promise<unknown>) => {
      const { code, message } = await refusal(call);
      return { code, message };
    };
    const probing = shop;
    const transfer = (to: string) => refusalOf(world.transfer(probing, to, number));
    const lock = (company: string) => refusalOf(world.lock(probing, company, number));
    expect((await transfer(holder.code)).code).toBe('NOT_THE_HOLDER');
    expect(await transfer(personId(77))).toEqual(await transfer(holder.code));
    expect(await transfer(enterpriseCode(77))).toEqual(await transfer(stranger.code));
    expect(await lock(enterpriseCode(77))).toEqual(await lock(stranger.code));
  });

  test('from an invoice that is not there', async () => {
    const nowhere = { pages: ['26442000000000099999'] };
    const body = (to: string) => ({ to, invoices: [{ number: '26442000000000099999' }] });
    const messageTo = async (to: string) =>
      (await refusal(world.change(shop, 'transfer', body(to), nowhere))).message;
    expect(await messageTo(personId(77))).toBe(await messageTo(holder.code));
  });

  test('while the holder learns that the receiver is not registered', async () => {
    const number = await held();
    expect(await refusal(world.transfer(holder, personId(77), number))).toMatchObject({
      code: 'TAXPAYER_NOT_FOUND',
    });
    expect(await refusal(world.lock(holder, enterpriseCode(77), number))).toMatchObject({
      code: 'TAXPAYER_NOT_FOUND',
    });
  });
});

describe('the reason of a freeze', () => {
  const REASON = '涉嫌虚开线索四一七';

  test('is in no status, history, event or answer for a party, and the bureau can read it', async () => {
    const number = await held();
    const { height } = await world.client.status();
    const frozen = await world.freeze(number, REASON);
    expect(frozen).toMatchObject({ state: 'FROZEN', frozen: {} });
    const answers = [
      frozen,
      await ask(world, 'invoice:ReadInvoice', { number }),
      await ask(world, 'invoice:Attest', { number }),
      await world.history(number),
      await refusal(world.transfer(holder, stranger.code, number)),
      await refusal(world.lock(holder, stranger.code, number)),
    ];
    expect(JSON.stringify(answers)).not.toContain(REASON);
    expect(await withReason(height)).toEqual([stateKey('FREEZE', number)]);
    expect(await ask(world, 'bureau:ReadFreeze', { number })).toMatchObject({
      number,
      reason: REASON,
      officer: world.officerCode,
    });
    await world.release(number);
    expect(JSON.stringify(await world.history(number))).not.toContain(REASON);
  });

  test('is not read by taxpayers, nor by a certificate without a role', async () => {
    const number = await held();
    await world.freeze(number, REASON);
    const others = [holder.identity, shop.identity, await world.enrol('PlatformMSP', {})];
    for (const operator of others) {
      const asking = { client: world.client, operator };
      expect(
        (await refusal(ask<TaxpayerJson>(asking, 'bureau:ReadFreeze', { number }))).message,
      ).not.toContain(REASON);
    }
  });

  /** Keys and events in blocks from a height on that have the reason in them. */
  async function withReason(from: bigint): Promise<readonly string[]> {
    const { height } = await world.client.status();
    const found: string[] = [];
    for await (const { number, transactions } of world.client.blocks(from, new AbortController().signal)) {
      for (const { writes, event } of transactions) {
        const texts = [
          ...writes.map(({ key, value }) => [key, value] as const),
          ['the event', event?.payload] as const,
        ];
        const has = texts.filter(([, bytes]) => Buffer.from(bytes ?? []).includes(REASON));
        found.push(...has.map(([key]) => key));
      }
      if (number === height - 1n) return found;
    }
    return found;
  }
});
