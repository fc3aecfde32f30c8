import { type DraftJson, FAULTS_MAX, PAGE_INVOICES_MAX, type TaxpayerJson } from '@fapiao-ledger/core';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { draftOf, enterpriseCode } from '../support/drafts.ts';
import { embeddedWorld, type World } from '../support/embedded-world.ts';
import { arrange } from '../support/own-acts.ts';
import { Paying } from '../support/paying.ts';
import { refusal } from '../support/refusal.ts';
import { registerTill } from '../support/scoped-keys.ts';
import type { Participant } from '../support/signed-calls.ts';

let world: World;
let shop: Participant;

beforeAll(async () => {
  world = await embeddedWorld();
  shop = await world.register(enterpriseCode(1), 'GENERAL');
  await world.openLane(shop, { credit: '90000000.00' });
});
afterAll(() => world.close());

function draftsWith(...refs: readonly (string | undefined)[]): readonly DraftJson[] {
  return refs.map((ref) => draftOf(shop.code, { type: 'PERSON' }, ref === undefined ? {} : { ref }));
}

async function setStrict(strict: boolean): Promise<TaxpayerJson> {
  return (await arrange(world, shop, 'set-strict-refs', { strict })) as unknown as TaxpayerJson;
}

describe('strict refs', () => {
  test('are off until the seller chooses them: an own id may then stand on several invoices', async () => {
    await world.issue(shop, draftsWith('before', 'before'));
    await world.issue(shop, draftsWith('before'));
  });

  test('let the ledger issue one invoice for each own id, and any number without one', async () => {
    expect(await setStrict(true)).toMatchObject({ code: shop.code, strictRefs: true });
    await world.issue(shop, draftsWith('order-1', undefined, '订单 2', undefined));
    expect(
      await refusal(world.issue(shop, draftsWith('order-3', '订单 2', undefined, 'order-1'))),
    ).toMatchObject({
      faults: [
        { code: 'REF_USED', path: '/invoices/1/ref' },
        { code: 'REF_USED', path: '/invoices/3/ref' },
      ],
    });
    // A refused request uses no own id.
    await world.issue(shop, draftsWith('order-3'));
  });

  test('tell the invoice that has an own id to the seller’s own key, and not to a till or a provider', async () => {
    const paying = new Paying(world);
    const provider = await paying.register('V-PAY');
    await paying.grant(shop, provider.code);
    const till = await registerTill(world, shop, { scopes: ['issue'] });
    const drafts = draftsWith('order-told');
    const { first } = await world.issue(shop, drafts);
    const messageTo = async (issuing: Promise<unknown>): Promise<string> => {
      const { faults } = await refusal(issuing);
      expect(faults).toMatchObject([{ code: 'REF_USED', path: '/invoices/0/ref' }]);
      return faults[0]?.message ?? '';
    };
    expect(await messageTo(world.issue(shop, drafts))).toContain(
      `invoice ${first} has the own id "order-told"`,
    );
    const payment = paying.paymentTo(shop.code, 'payment-1', drafts[0]?.totals.gross ?? '');
    for (const issuing of [world.issue(till, drafts), paying.issue(shop, provider, payment, drafts)]) {
      const message = await messageTo(issuing);
      expect(message).toContain('another invoice of the seller has the own id "order-told"');
      expect(message).not.toContain(first);
    }
  });

  test('refuse an own id that stands twice in one request', async () => {
    expect(await refusal(world.issue(shop, draftsWith('order-4', 'order-4')))).toMatchObject({
      faults: [
        {
          code: 'REF_USED',
          path: '/invoices/1/ref',
          message:
            'draft 0 of this request has the own id "order-4" already: each invoice needs an own id of its own',
        },
      ],
    });
  });

  test('count from the choice on: an own id of before may be used once more', async () => {
    await world.issue(shop, draftsWith('before'));
    expect(await refusal(world.issue(shop, draftsWith('before')))).toMatchObject({ code: 'REF_USED' });
  });

  test('are of one seller: another seller may use the same own ids', async () => {
    const other = await world.register(enterpriseCode(2), 'GENERAL');
    await world.openLane(other, { credit: '1000000.00' });
    await arrange(world, other, 'set-strict-refs', { strict: true });
    await world.issue(other, [draftOf(other.code, { type: 'PERSON' }, { ref: 'order-1' })]);
  });

  test('stay when the bureau amends the taxpayer, and end by the seller alone', async () => {
    const amended = await world.bureau<TaxpayerJson>('AmendTaxpayer', {
      code: shop.code,
      singleLimit: '9000.00',
    });
    expect(amended).toMatchObject({ strictRefs: true });
    expect(await setStrict(false)).not.toHaveProperty('strictRefs');
    await world.issue(shop, draftsWith('order-1'));
    // What was remembered before counts again.
    await setStrict(true);
    expect(await refusal(world.issue(shop, draftsWith('order-1')))).toMatchObject({ code: 'REF_USED' });
  });

  test('hold for a whole page', async () => {
    const refs = Array.from({ length: PAGE_INVOICES_MAX }, (_, index) => `bulk-${index}`);
    await world.issue(shop, draftsWith(...refs));
    const { faults } = await refusal(world.issue(shop, draftsWith(...refs)));
    expect(faults).toHaveLength(FAULTS_MAX);
  });
});
