import { type InvoiceJson, nameCommitment, present, REDS_MAX } from '@fapiao-ledger/core';
import type { Identity } from '@fapiao-ledger/pki';
import { layOutReceipt, type Page, renderReceipt, type TextMark } from '@fapiao-ledger/receipt';
import fc from 'fast-check';
import { beforeAll, describe, expect, test } from 'vitest';
import { AttestingNetwork } from '../support/attested.ts';
import {
  BUYER_CODE,
  pricedLine,
  redLetterOf,
  reversedStatus,
  SELLER_CODE,
  sampleInvoice,
  sampleLine,
} from '../support/invoices.ts';

let network: AttestingNetwork;
beforeAll(async () => {
  network = await AttestingNetwork.create();
});

const A4_LANDSCAPE = { width: 841.89, height: 595.28 };
const MARGIN = 12;

describe('what stands on the page', () => {
  const textsOf = (invoice: InvoiceJson, ...options: [object?]): string[] =>
    layOutReceipt(network.attest(invoice, ...options)).flatMap((page) => texts(page).map(({ text }) => text));

  test('the facts of a digital invoice', () => {
    const page = textsOf(sampleInvoice(1));
    expect(page).toEqual(
      expect.arrayContaining([
        '电子发票（普通发票）',
        '26442000000012345678',
        '2026年03月01日',
        '70914 32588 12065 47391',
        '深圳市南山区示范办公设备有限公司',
        SELLER_CODE,
        '广东省示范制造集团股份有限公司',
        BUYER_CODE,
        '¥3000.15',
        '⊗叁仟圆壹角伍分',
        '第 1 页 共 1 页',
      ]),
    );
  });

  test('code and number apart in the 2018 profile', () => {
    const page = textsOf(sampleInvoice(1, { profile: 'SHENZHEN_2018', number: '14403182911012345678' }));
    expect(page).toEqual(expect.arrayContaining(['发票代码：', '144031829110', '发票号码：', '12345678']));
  });

  test('the title of a special invoice', () => {
    expect(textsOf(sampleInvoice(1, { type: 'SPECIAL' }))).toContain('电子发票（增值税专用发票）');
  });

  test('why a line bears no tax', () => {
    const line = (zeroRate: 'EXEMPT' | 'NOT_TAXED' | 'ZERO_RATED') =>
      pricedLine({ ...sampleLine(0), rate: '0', zeroRate });
    const page = textsOf(
      sampleInvoice(3, { lines: [line('EXEMPT'), line('NOT_TAXED'), line('ZERO_RATED')] }),
    );
    expect(page).toEqual(expect.arrayContaining(['免税', '不征税', '0%', '***', '0.00', '¥0.00']));
  });

  test('asterisks for the tax of an invoice on which nothing is taxed', () => {
    const lines = [pricedLine({ ...sampleLine(0), rate: '0', zeroRate: 'EXEMPT' })];
    expect(textsOf(sampleInvoice(1, { lines })).filter((text) => text === '***')).toHaveLength(2);
  });

  test('个人 for a person, and the name only with the opening of its commitment', () => {
    const opening = { name: '欧阳示范', salt: '5f'.repeat(16) };
    const invoice = sampleInvoice(1, { buyer: { type: 'PERSON', nameCommitment: nameCommitment(opening) } });
    expect(textsOf(invoice)).toContain('个人');
    expect(textsOf(invoice, { opening })).toContain('欧阳示范（个人）');
    const wrong = { ...opening, name: '诸葛示范' };
    expect(() => textsOf(invoice, { opening: wrong })).toThrow(
      expect.objectContaining({ code: 'RECEIPT_ATTESTATION' }),
    );
  });

  test.each([
    ['OPEN', {}, '未入账'],
    [
      'OPEN',
      {
        rest: '2990.15',
        redemptions: [{ company: BUYER_CODE, amount: '10.00', at: '2026-03-01T08:20:00Z' }],
      },
      '部分入账',
    ],
    [
      'LOCKED',
      { lock: { company: BUYER_CODE, lockedAt: '2026-03-01T08:10:00Z', expiresAt: '2026-03-31T08:10:00Z' } },
      '已锁定',
    ],
    ['REDEEMED', { rest: '0.00' }, '已入账'],
    ['RED', { rest: '0.00' }, '已红冲'],
    ['FROZEN', { frozen: { at: '2026-03-01T08:25:00Z' } }, '已冻结'],
  ] as const)('the state %s %o as %s', (state, change, word) => {
    const status = { state, holder: SELLER_CODE, rest: '3000.15', redemptions: [], ...change };
    const page = textsOf(sampleInvoice(1), { status });
    expect(page).toEqual(expect.arrayContaining([word, SELLER_CODE, `¥${status.rest}`]));
  });

  test('the payment that paid the invoice', () => {
    const invoice = { ...sampleInvoice(1), payment: { provider: 'V-PAY', id: 'order-1' } };
    expect(textsOf(invoice)).toEqual(expect.arrayContaining(['支付凭证', 'V-PAY/order-1']));
    expect(textsOf(sampleInvoice(1))).not.toContain('支付凭证');
  });

  test('what a red-letter invoice reverses, by which form and why, with negative amounts', () => {
    const page = textsOf(redLetterOf(sampleInvoice(1)));
    expect(page).toEqual(
      expect.arrayContaining([
        '电子发票（普通发票）（红字）',
        '¥-2655.00',
        '¥-3000.15',
        '⊗（负数）叁仟圆壹角伍分',
        '-2',
        '1327.50',
        '被红冲蓝字发票号码：26442000000012345678  红字发票信息确认单编号：26442000000012345678-1  红冲原因：02 销货退回',
        '红字发票',
        '26442000000012345678-1',
      ]),
    );
    expect(page).not.toContain('未入账余额');
    expect(textsOf(redLetterOf(sampleInvoice(1), '77'))).toContain('77');
    expect(textsOf({ ...redLetterOf(sampleInvoice(1)), type: 'SPECIAL' })).toContain(
      '电子发票（增值税专用发票）（红字）',
    );
  });

  test('what red-letter invoices took of an invoice and its booking, and its use', () => {
    const invoice = sampleInvoice(1);
    const status = reversedStatus(invoice);
    expect(textsOf(invoice, { status })).toEqual(
      expect.arrayContaining([
        '已入账、部分红冲',
        '¥2887.15（1 笔，已红冲的 ¥113.00 除外）',
        '¥113.00（金额 ¥100.00，税额 ¥13.00）',
        '26442000000012349999',
        '抵扣（税款所属期 2026年03月）',
      ]),
    );
    const open = { ...status, state: 'OPEN', rest: '2887.15', redemptions: [] } as const;
    const unused = { ...open, use: { ...present(status.use, 'a use'), purpose: 'NO_DEDUCTION' } } as const;
    expect(textsOf(invoice, { status: unused })).toEqual(
      expect.arrayContaining(['部分红冲', '¥2887.15', '不抵扣（税款所属期 2026年03月）']),
    );
    const reversal = { ...present(status.reversal, 'a reversal'), totals: invoice.totals };
    const red = textsOf(invoice, { status: { ...open, state: 'RED', rest: '0.00', reversal } });
    expect(red).toEqual(expect.arrayContaining(['已红冲', '¥3000.15（金额 ¥2655.00，税额 ¥345.15）']));
    const refused = { ...reversal, reds: [], totals: { net: '0.00', tax: '0.00', gross: '0.00' } };
    const { use: _use, ...plain } = { ...open, reversal: refused };
    expect(textsOf(invoice, { status: plain })).toContain('未入账');
    expect(textsOf(invoice, { status: plain })).not.toContain('已红冲金额');
  });

  test('the newest of a hundred red-letter invoices, and their count', () => {
    const reds = Array.from({ length: REDS_MAX }, (_, index) => `${26442000000012340000n + BigInt(index)}`);
    const invoice = sampleInvoice(1);
    const page = textsOf(invoice, { status: reversedStatus(invoice, reds) }).join('');
    expect(page).toContain('共 100 张，最近 8 张：26442000000012340092、');
    expect(page).toContain('26442000000012340099');
    expect(page).not.toContain('26442000000012340091');
  });

  test('subtotals of pages that add up to the total', () => {
    const invoice = sampleInvoice(300);
    const pages = layOutReceipt(network.attest(invoice));
    const nets = pages.map((page) => fenOf(rightOf(page, '小\u3000\u3000计')));
    expect(pages.length).toBeGreaterThan(8);
    expect(nets.reduce((sum, net) => sum + net, 0n)).toBe(fenOf(`¥${invoice.totals.net}`));
    expect(rightOf(pages.at(-1) as Page, '合\u3000\u3000计')).toBe(`¥${invoice.totals.net}`);
  });

  test('every line once and in order, and the column titles on every page', () => {
    const lines = Array.from({ length: 120 }, (_, index) => ({ ...sampleLine(index), item: `货物${index}` }));
    const pages = layOutReceipt(network.attest(sampleInvoice(120, { lines })));
    const items = pages.flatMap((page) => texts(page).filter(({ text }) => text.startsWith('货物')));
    expect(items.map(({ text }) => text)).toEqual(lines.map(({ item }) => item));
    for (const page of pages) expect(texts(page).map(({ text }) => text)).toContain('项目名称');
  });
});

describe('a character that no font shows', () => {
  test.each([
    ['an emoji', '纸张😀', 'U+1F600'],
    ['an ideograph of extension G', '\u{30000}田', 'U+30000'],
    ['a combining mark, which would be printed over its neighbor', 'x\u0301', 'U+0301'],
  ])('makes no attestation: %s', (_, item, name) => {
    const lines = [sampleLine(0), { ...sampleLine(1), item }];
    expect(() => renderReceipt(network.attest(sampleInvoice(2, { lines })))).toThrow(
      expect.objectContaining({ code: 'RECEIPT_ATTESTATION', message: expect.stringContaining(name) }),
    );
  });

  test('refuses the receipt where the ledger does not judge it, as in the name of an organization', async () => {
    const [bureau] = network.peers as [Identity];
    const source = network.attest(sampleInvoice(1), { endorsers: [{ ...bureau, mspId: '😀MSP' }] });
    const fault = {
      code: 'RECEIPT_GLYPH',
      path: '/endorsements',
      message: '"😀" (U+1F600) cannot be printed on a receipt',
    };
    expect(() => renderReceipt(source)).toThrow(expect.objectContaining({ faults: [fault] }));
  });
});

describe('a rare ideograph', () => {
  const NAME = '𠮷野𪚥示范';
  const textsOf = (invoice: InvoiceJson): TextMark[] =>
    layOutReceipt(network.attest(invoice)).flatMap((page) => texts(page));

  test('stands beside others, as wide as they are', () => {
    const seller = { code: SELLER_CODE, name: NAME };
    const mark = textsOf(sampleInvoice(1, { seller })).find(({ text }) => text === NAME);
    expect(mark?.width).toBeCloseTo([...NAME].length * (mark?.style.size ?? 0), 6);
  });

  test('changes nothing in a receipt without it', () => {
    const plain = network.attest(sampleInvoice(1));
    const before = renderReceipt(plain).bytes;
    renderReceipt(network.attest(sampleInvoice(1, { remark: NAME })));
    expect(renderReceipt(plain).bytes.equals(before)).toBe(true);
  });
});

test('nothing overlaps and nothing is cut off, whatever the texts and amounts', () => {
  const text = (maxLength: number) =>
    fc
      .array(
        fc.constantFrom(
          '深',
          '圳',
          '𠮷',
          'Š',
          '（',
          '）',
          '，',
          '。',
          '*',
          'A',
          'W',
          'i',
          '1',
          ' ',
          '-',
          '“',
          '”',
          '%',
        ),
        {
          minLength: 1,
          maxLength,
        },
      )
      .map((characters) => characters.join('').trim() || '示');
  const line = fc.record({
    item: text(100),
    specification: text(60),
    unit: text(20),
    scale: fc.constantFrom('1', '0.0000000000001', '999999999'),
  });
  const party = fc.record({ name: text(100), contact: text(150), bank: text(150) });
  fc.assert(
    fc.property(
      fc.array(line, { minLength: 1, maxLength: 30 }),
      party,
      party,
      text(230),
      (lines, seller, buyer, remark) => {
        const invoice = sampleInvoice(1, {
          lines: lines.map(({ scale, ...texts }) =>
            pricedLine({ ...sampleLine(0), ...texts, quantity: scale }),
          ),
          seller: { code: SELLER_CODE, ...seller },
          buyer: { type: 'ENTERPRISE', code: BUYER_CODE, ...buyer },
          remark,
        });
        const frozen = { at: '2026-03-01T08:25:00Z' };
        const lockedAt = '2026-03-01T08:10:00Z';
        const lock = { company: BUYER_CODE, lockedAt, expiresAt: '2026-03-31T08:10:00Z' };
        const reds = Array.from({ length: REDS_MAX }, () => invoice.number);
        const status = { ...reversedStatus(invoice, reds), state: 'FROZEN', lock, frozen } as const;
        for (const page of layOutReceipt(network.attest(invoice, { status }))) expectTidy(page);
        for (const page of layOutReceipt(network.attest(redLetterOf(invoice)))) expectTidy(page);
      },
    ),
    { numRuns: 60 },
  );
});

/** Every mark inside the paper; no text over another one, over a rule or past the form's right edge. */
function expectTidy(page: Page): void {
  const boxes = texts(page).map(boxOf);
  for (const box of boxes) {
    expect(box.left, box.text).toBeGreaterThanOrEqual(MARGIN);
    expect(box.right, box.text).toBeLessThanOrEqual(A4_LANDSCAPE.width - MARGIN);
    expect(box.top, box.text).toBeGreaterThanOrEqual(MARGIN);
    expect(box.bottom, box.text).toBeLessThanOrEqual(A4_LANDSCAPE.height - MARGIN / 2);
  }
  boxes.sort((a, b) => a.top - b.top);
  boxes.forEach((box, index) => {
    for (const other of boxes.slice(index + 1)) {
      if (other.top >= box.bottom) break;
      const apart = other.left >= box.right || box.left >= other.right;
      expect(apart, `"${box.text}" over "${other.text}"`).toBe(true);
    }
  });
  for (const rule of page.filter((mark) => mark.kind === 'rule')) {
    for (const box of boxes) {
      const crosses = rule.x1 < box.right && rule.x2 > box.left && rule.y1 < box.bottom && rule.y2 > box.top;
      expect(crosses, `a rule through "${box.text}"`).toBe(false);
    }
  }
}

/** The ink of a text: capitals and Chinese characters reach from a little below the baseline to 0.8 above it. */
function boxOf({ text, x, y, width, style: { size } }: TextMark): {
  text: string;
  left: number;
  right: number;
  top: number;
  bottom: number;
} {
  return { text, left: x, right: x + width, top: y - 0.8 * size, bottom: y + 0.1 * size };
}

function texts(page: Page): TextMark[] {
  return page.filter((mark) => mark.kind === 'text');
}

/** The first text to the right of a label on the same line. */
function rightOf(page: Page, label: string): string {
  const found = texts(page).find(({ text }) => text === label) as TextMark;
  const after = texts(page).filter(({ y, x }) => y === found.y && x > found.x);
  return (after.sort((a, b) => a.x - b.x)[0] as TextMark).text;
}

function fenOf(yuan: string): bigint {
  return BigInt(yuan.replace(/[¥.]/g, ''));
}
