import { checkDrafts, completeDraft, faultsOf, readDrafts } from '@fapiao-ledger/client/drafts';
import { type Json, RULE_SET_2026, type ValidationError } from '@fapiao-ledger/core';
import { describe, expect, it } from 'vitest';
import { BUYER, draftOf, lineOf, SELLER } from '../support/draft.ts';

const CONTEXT = { date: '2026-03-01', actor: SELLER };

function draft(changes: Record<string, unknown> = {}): Json {
  return { ...draftOf(), ...changes } as unknown as Json;
}

function refusal(check: () => void): unknown {
  try {
    check();
  } catch (error) {
    return error;
  }
  throw new Error('nothing was refused');
}

describe('reading a file of drafts', () => {
  it('takes one draft, a list, or an object with a list', () => {
    expect(readDrafts('{"seller": "x"}')).toMatchObject({ isSingle: true, drafts: [{ seller: 'x' }] });
    expect(readDrafts('[{}, {}]')).toMatchObject({ isSingle: false, drafts: [{}, {}] });
    expect(readDrafts('{"invoices": [{}]}')).toMatchObject({ isSingle: false, drafts: [{}] });
  });

  it.each([
    ['no JSON', '{', 'JSON_INVALID', ''],
    ['an amount that is a number', '{"lines": [{"net": 1.5}]}', 'JSON_INVALID', '/lines/0/net'],
    ['a key that stands twice', '{"seller": "a", "seller": "b"}', 'JSON_INVALID', ''],
    ['no draft at all', '[]', 'FIELD_VALUE', '/invoices'],
    ['more drafts than a request takes', JSON.stringify(Array(501).fill({})), 'FIELD_VALUE', '/invoices'],
    ['a field beside the list', '{"invoices": [{}], "seller": "x"}', 'FIELD_UNKNOWN', '/seller'],
  ])('refuses %s', (_desc, text, code, path) => {
    const error = refusal(() => readDrafts(text)) as ValidationError;
    expect(error.faults).toMatchObject([{ code, path }]);
  });
});

describe('checking drafts before anything is sent', () => {
  it('lets sound drafts pass', () => {
    checkDrafts({ drafts: [draft(), draft()], isSingle: false }, CONTEXT);
  });

  it('names every fault of every draft by its pointer', () => {
    const bad = draft({ lines: [lineOf({ rate: '0.17' }), lineOf({ tax: '99.00' })] });
    const error = refusal(() =>
      checkDrafts({ drafts: [draft(), bad], isSingle: false }, CONTEXT),
    ) as ValidationError;
    const found = error.faults.map(({ code, path }) => `${path} ${code}`);
    expect(found).toContain('/invoices/1/lines/0/rate RATE_NOT_ALLOWED');
    expect(found).toContain('/invoices/1/lines/1/tax LINE_TAX_MISMATCH');
    expect(found).toContain('/invoices/1/totals/net TOTALS_MISMATCH');
    expect(found.some((fault) => fault.startsWith('/invoices/0'))).toBe(false);
  });

  it('points into a single draft without the list around it', () => {
    const bad = draft({ seller: '123' });
    const error = refusal(() => checkDrafts({ drafts: [bad], isSingle: true }, CONTEXT)) as ValidationError;
    expect(error.faults).toMatchObject([{ code: 'CREDIT_CODE_INVALID', path: '/seller' }]);
  });

  it.each(['0.13', '0.03'])('leaves to the ledger how the seller is taxed: %s', (rate) => {
    const line = completeDraft(
      {
        lines: [{ taxClass: '1010101010000000000', item: 'x', rate, net: '100.00' }],
        buyer: { type: 'BODY', name: 'x' },
      },
      SELLER,
    );
    expect(faultsOf(line, '', CONTEXT)).toEqual([]);
  });

  it('judges by the day and by the rule set it is given', () => {
    const levy = completeDraft(
      {
        lines: [{ taxClass: '1010101010000000000', item: 'x', rate: '0.01', net: '100.00' }],
        buyer: { type: 'BODY', name: 'x' },
      },
      SELLER,
    );
    expect(faultsOf(levy, '', CONTEXT)).toEqual([]);
    expect(faultsOf(levy, '', { ...CONTEXT, date: '2028-01-01' })).toMatchObject([
      { code: 'RATE_NOT_ALLOWED' },
    ]);
    const ruleSet = { ...RULE_SET_2026, linesMax: 1 };
    const long = draft(draftOf([lineOf(), lineOf()]) as unknown as Record<string, unknown>);
    expect(faultsOf(long, '', { ...CONTEXT, ruleSet })).toMatchObject([{ code: 'LINE_COUNT' }]);
  });

  it('refuses to sign for another seller', () => {
    const check = (): void =>
      checkDrafts({ drafts: [draft()], isSingle: true }, { ...CONTEXT, actor: BUYER });
    expect(refusal(check)).toMatchObject({
      code: 'NOT_THE_SELLER',
      message: expect.stringContaining('/seller'),
    });
  });

  it.each([
    ['a name that a page cannot show', { type: 'PERSON', name: 'a\u202Eb' }, 'TEXT_INVALID', '/buyer/name'],
    [
      'a name and a commitment',
      { type: 'PERSON', name: 'a', nameCommitment: '0'.repeat(64) },
      'FIELD_VALUE',
      '/buyer/name',
    ],
  ])('refuses %s of a person', (_desc, buyer, code, path) => {
    expect(faultsOf(draft({ buyer }), '', CONTEXT)).toMatchObject([{ code, path }]);
  });

  it('takes a person by name', () => {
    expect(faultsOf(draft({ buyer: { type: 'PERSON', name: '测试购买人' } }), '', CONTEXT)).toEqual([]);
  });
});

describe('completing a draft', () => {
  it('fills in amounts, totals, type and seller, and keeps what is there', () => {
    const bare = {
      buyer: { type: 'BODY', name: 'x' },
      lines: [
        { taxClass: '1010101010000000000', item: 'x', quantity: '2', unitPrice: '1327.43', rate: '0.13' },
      ],
    };
    expect(completeDraft(bare, SELLER)).toMatchObject({
      type: 'ORDINARY',
      seller: SELLER,
      lines: [{ kind: 'NORMAL', net: '2654.86', tax: '345.13' }],
      totals: { net: '2654.86', tax: '345.13', gross: '2999.99' },
    });
    expect(completeDraft({ ...bare, type: 'SPECIAL', seller: BUYER }, SELLER)).toMatchObject({
      type: 'SPECIAL',
      seller: BUYER,
    });
  });

  const COMPLETED = { ...CONTEXT, isCompleted: true };
  const LINE = { taxClass: '1010101010000000000', item: 'x', quantity: '2', unitPrice: '1.00', rate: '0.13' };
  const { quantity: _quantity, unitPrice: _unitPrice, ...BARE } = LINE;
  const { rate: _rate, ...UNRATED } = LINE;

  it.each([
    ['no rate', [UNRATED], ['/lines/0/rate FIELD_REQUIRED']],
    ['a rate in percent', [LINE, { ...LINE, rate: '13%' }], ['/lines/1/rate RATE_FORMAT']],
    ['a quantity in words', [{ ...LINE, quantity: 'two' }], ['/lines/0/quantity DECIMAL_FORMAT']],
    ['a net without decimals', [{ ...BARE, net: '5' }], ['/lines/0/net MONEY_FORMAT']],
    ['a gross without decimals', [{ ...BARE, gross: '5' }], ['/lines/0/gross FIELD_VALUE']],
    ['a gross that is a number', [{ ...BARE, gross: 5 }], ['/lines/0/gross FIELD_VALUE']],
    [
      'another gross than that of net',
      [{ ...BARE, net: '1.00', gross: '2.00' }],
      ['/lines/0/gross FIELD_VALUE'],
    ],
    ['no amount', [LINE, BARE], ['/lines/1/net FIELD_REQUIRED']],
    ['a line that is none', [null, LINE], ['/lines/0 FIELD_TYPE']],
    ['no lines', undefined, ['/lines FIELD_REQUIRED']],
    [
      'a sum beyond any amount',
      Array(11).fill({ ...BARE, net: '99999999999999.99' }),
      ['/totals FIELD_REQUIRED'],
    ],
  ])('names what was written, not what could not be filled in: %s', (_desc, lines, want) => {
    const written = { buyer: { type: 'BODY', name: 'x' }, ...(lines === undefined ? {} : { lines }) };
    const path = '/invoices/7';
    const found = faultsOf(completeDraft(written as unknown as Json, SELLER), path, COMPLETED);
    expect(found.map((fault) => `${fault.path} ${fault.code}`)).toEqual(want.map((one) => path + one));
  });

  it('takes the gross of a line in place of its net, or beside it', () => {
    const lines = [
      { ...BARE, gross: '1.13' },
      { ...BARE, net: '1.00', gross: '1.13' },
    ];
    const completed = completeDraft({ buyer: { type: 'BODY', name: 'x' }, lines }, SELLER);
    expect(faultsOf(completed, '', COMPLETED)).toEqual([]);
  });

  it('lets what was not to be completed be missing', () => {
    expect(faultsOf({ ...(draft() as object), totals: null } as Json, '', CONTEXT)).not.toEqual([]);
    const { totals: _totals, ...without } = draft() as { totals: Json };
    expect(faultsOf(without as Json, '', CONTEXT)).toMatchObject([
      { code: 'FIELD_REQUIRED', path: '/totals' },
    ]);
  });

  it.each([null, 'text', [], {}, { lines: 'x' }, { lines: [1] }, { lines: [{ rate: 5 }] }])(
    'leaves what it cannot complete to the rules: %j',
    (broken) => {
      expect(faultsOf(completeDraft(broken as Json, SELLER), '', CONTEXT).length).toBeGreaterThan(0);
    },
  );
});
