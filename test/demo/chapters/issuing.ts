import type { DraftJson } from '@fapiao-ledger/core';
import { Seeded } from '../../support/seeded.ts';
import { lineOf } from '../catalogue.ts';
import { basket, company, discounted, draftFor, sealedPerson } from '../drafts.ts';
import { actor, type DemoInvoice, part, record, type Stage } from '../stage.ts';

const SINGLES_PER_MERCHANT = 24;
const BATCH = 100;
const LONG_INVOICE_LINES = 300;
const SALT = '5b1f0c2d9e8a7b6c5d4e3f2a1b0c9d8e';

/** Tills, a batch from an ERP, a very long invoice, special invoices, discounts, employees' meals. */
export async function issueInvoices(stage: Stage): Promise<void> {
  const chance = new Seeded(20_181_110);
  const merchants = ['software', 'hotel', 'bookshop', 'snackbar', 'repair'];
  for (const alias of merchants) await issueAtTheTill(stage, alias, chance);
  await issueBatch(stage, chance);
  await issueLongInvoice(stage, chance);
  await issueSpecials(stage);
  await issueForEmployees(stage);
}

/** Customers at a till arrive together. Each asks for an invoice of its own, and the gateway makes pages of them. */
async function issueAtTheTill(stage: Stage, alias: string, chance: Seeded): Promise<void> {
  const seller = part(stage, alias);
  const titles = [
    company(part(stage, 'trading')),
    company(part(stage, 'institute')),
    { type: 'PERSON' } as const,
  ];
  const drafts = Array.from({ length: SINGLES_PER_MERCHANT }, () =>
    draftFor(seller, chance.pick(titles), basket(seller, chance)),
  );
  await Promise.all(drafts.map((draft) => issue(stage, alias, [draft])));
  stage.say(`  ✓ ${seller.name}: ${drafts.length} invoices at the till, ${rates(drafts)}`);
}

async function issueBatch(stage: Stage, chance: Seeded): Promise<void> {
  const seller = part(stage, 'bookshop');
  const buyer = company(part(stage, 'institute'));
  const drafts = Array.from({ length: BATCH }, () => draftFor(seller, buyer, [lineOf('books', chance)]));
  await issue(stage, 'bookshop', drafts);
  stage.say(`  ✓ ${seller.name}: one batch of ${BATCH} invoices, issued together or not at all`);
}

async function issueLongInvoice(stage: Stage, chance: Seeded): Promise<void> {
  const seller = part(stage, 'software');
  const lines = Array.from({ length: LONG_INVOICE_LINES }, () => lineOf('hardware', chance)).map((line) => ({
    ...line,
    quantity: '1',
    unitPrice: '129.90',
  }));
  await issue(stage, 'software', [draftFor(seller, company(part(stage, 'longName')), lines)]);
  stage.say(`  ✓ ${seller.name}: one invoice of ${LONG_INVOICE_LINES} lines`);
}

async function issueSpecials(stage: Stage): Promise<void> {
  const special = (alias: string, article: string): DraftJson =>
    draftFor(part(stage, alias), company(part(stage, 'trading')), discounted(article), { type: 'SPECIAL' });
  await issue(stage, 'software', [special('software', 'hardware')]);
  await issue(stage, 'repair', [special('repair', 'repairWaived')]);
  stage.say('  ✓ two special invoices, each with a line sold at a discount');
}

/** Meals paid by employees: made out to the employer, or to a person; the employee holds the token. */
async function issueForEmployees(stage: Stage): Promise<void> {
  const hotel = part(stage, 'hotel');
  const meal = (fen: string): { lines: Parameters<typeof draftFor>[2] } => ({
    lines: [
      {
        taxClass: '3070401000000000000',
        item: '*餐饮服务*餐费',
        unit: '次',
        quantity: '1',
        unitPrice: fen,
        rate: '0.06',
      },
    ],
  });
  for (const [index, letter] of ['A', 'B', 'C'].entries()) {
    const holder = part(stage, `employee${letter}`).code;
    const own = { ...meal(`${180 + index}.00`) };
    const titles = [company(part(stage, 'trading')), sealedPerson(`示例员工${letter}`, SALT)];
    for (const buyer of titles) {
      await issue(stage, 'hotel', [draftFor(hotel, buyer, own.lines, { holder })], {
        holder: `employee${letter}`,
        title: buyer.type,
      });
    }
  }
  stage.say('  ✓ six meals paid by employees, who hold these invoices; persons’ names stay off the ledger');
}

async function issue(
  stage: Stage,
  alias: string,
  drafts: readonly DraftJson[],
  more: Pick<DemoInvoice, 'holder' | 'title'> = {},
): Promise<void> {
  record(stage, alias, drafts, await actor(stage, alias).issue(drafts), more);
}

function rates(drafts: readonly DraftJson[]): string {
  const found = new Set(
    drafts.flatMap(({ lines }) =>
      lines.map(({ rate, zeroRate }) => zeroRate?.toLowerCase() ?? `${Number(rate) * 100}%`),
    ),
  );
  return [...found].sort().join(' ');
}
