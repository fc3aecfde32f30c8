import type { DraftJson } from '@fapiao-ledger/core';
import { Seeded } from '../../support/seeded.ts';
import { basket, company, draftFor } from '../drafts.ts';
import { actor, expectRefusal, part, record, type Stage } from '../stage.ts';

/** Attempts that the ledger refuses; each of them leaves it unchanged. */
export async function refuseWhatIsWrong(stage: Stage): Promise<void> {
  const good = goodDraft(stage);
  const software = actor(stage, 'software');
  const alter = (change: Partial<DraftJson>): DraftJson[] => [{ ...good, ...change }];

  await expectRefusal(stage, 'RATE_NOT_ALLOWED', 'a general taxpayer invoices at 1 %', () =>
    software.issue([goodDraft(stage, '0.01')]),
  );
  await expectRefusal(stage, 'TOTALS_MISMATCH', 'a total is one fen too high', () =>
    software.issue(alter({ totals: { ...good.totals, gross: oneFenMore(good.totals.gross) } })),
  );
  await expectRefusal(stage, 'CREDIT_CODE_INVALID', 'a buyer’s code has a wrong check character', () =>
    software.issue(alter({ buyer: { type: 'ENTERPRISE', code: '91350100M000100Y4Z', name: '示例公司' } })),
  );
  await expectRefusal(stage, 'SIGNATURE_INVALID', 'a gateway forges a merchant’s signature', () =>
    software.issue([good], { signer: actor(stage, 'hotel') }),
  );
  await expectRefusal(stage, 'NOT_THE_SELLER', 'a merchant issues in another’s name', () =>
    actor(stage, 'hotel').issue([good]),
  );
  await expectRefusal(stage, 'CREDIT_EXCEEDED', 'a repair shop issues over its monthly credit', () =>
    actor(stage, 'repair').issue([overCredit(stage)]),
  );
  await refuseReusedRequest(stage, good);
}

/** The same request twice is one invoice; the same id with other content is refused. */
async function refuseReusedRequest(stage: Stage, good: DraftJson): Promise<void> {
  const bookshop = actor(stage, 'bookshop');
  const draft = { ...good, seller: bookshop.code };
  const requestId = 'demo-request-0001';
  const once = await bookshop.issue([draft], { requestId });
  const again = await bookshop.issue([draft], { requestId });
  if (once.invoices[0]?.number !== again.invoices[0]?.number)
    throw new Error('a retry issued a second invoice');
  record(stage, 'bookshop', [draft], once);
  stage.say('  ✓ a request sent twice gave one invoice, and the same answer twice');
  await expectRefusal(stage, 'REQUEST_ID_REUSED', 'the same request id with another remark', () =>
    bookshop.issue([{ ...draft, remark: '另一张' }], { requestId }),
  );
}

function goodDraft(stage: Stage, rate = '0.06'): DraftJson {
  const line = {
    taxClass: '3040201010000000000',
    item: '*信息技术服务*系统维护',
    quantity: '1',
    unitPrice: '4197.17',
    rate,
  };
  return draftFor(part(stage, 'software'), company(part(stage, 'trading')), [line]);
}

function overCredit(stage: Stage): DraftJson {
  const repair = part(stage, 'repair');
  const [line] = basket(repair, new Seeded(1));
  const big = { ...(line as NonNullable<typeof line>), quantity: '1', unitPrice: '999999.00' };
  return draftFor(repair, company(part(stage, 'trading')), [big]);
}

function oneFenMore(yuan: string): string {
  const fen = (BigInt(yuan.replace('.', '')) + 1n).toString();
  return `${fen.slice(0, -2)}.${fen.slice(-2)}`;
}
