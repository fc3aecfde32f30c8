import type { InvoiceJson } from '@fapiao-ledger/core';
import { describe, expect, test } from 'vitest';
import { qrText as qrTextOfVersion1 } from '../../cli/receipt/v1/qr-text.ts';
import { checkLink } from '../../cli/receipt/v2/check-link.ts';
import { qrText } from '../../cli/receipt/v2/qr-text.ts';
import { sampleInvoice } from '../support/invoices.ts';

/** Texts of QR codes on e-invoices in use, as public programs quote them. Many codes of kind 10 have another comma at the end. */
const IN_USE: readonly string[] = [
  '01,10,031002100411,40235865,83.36,20211229,10743957938938902364,28FE',
  '01,10,033001800111,25672225,76.72,20180610,82076771121721427121,CB32',
  '01,10,044031600111,02407312,582.52,20171104,80883429292637169951,D8EA',
  '01,10,044001900111,73998589,33.27,20191102,80151647620902022090,0C1E',
  '01,10,011002000911,02709763,1739.82,20210604,66742500080557092822,761A',
  '01,10,011002301111,10556199,1310.96,20231207,13250180506951701215,CE01',
  '01,31,,24312000000358032546,633.00,20241118,,16C0',
  '01,31,,26442000004359167806,1705400.00,20260421,,8EEF',
  '01,32,,26427000000375586818,10.70,20260430,,FAFB',
  '01,32,,24312000000136634917,0.01,20240514,,1DD6',
  '01,32,,25432000000031411143,655.00,20250311,,19E3',
];

/** The invoice that a code is about. The amount that the code does not state is another one. */
function invoiceIn(text: string): Parameters<typeof qrText>[0] {
  const [, kind = '', code = '', number = '', amount = '', day = '', checkCode = ''] = text.split(',');
  const isDigital = kind !== '10';
  const [net, gross] = isDigital ? ['0.00', amount] : [amount, '0.00'];
  return {
    profile: isDigital ? 'DIGITAL' : 'SHENZHEN_2018',
    type: kind === '31' ? 'SPECIAL' : 'ORDINARY',
    number: code + number,
    date: day.replace(/^(....)(..)(..)$/, '$1-$2-$3'),
    totals: { net, tax: '0.00', gross },
    checkCode,
  };
}

describe('the text of the QR code', () => {
  test.each(IN_USE)('is as on an e-invoice in use: %s', (text) => {
    expect(qrText(invoiceIn(text))).toBe(text);
  });

  test('of a digital invoice states gross and no check code', () => {
    const invoice = sampleInvoice(2);
    const { number, totals, date } = invoice;
    const facts = `01,32,,${number},${totals.gross},${date.replaceAll('-', '')},,`;
    expect(qrText(invoice)).toMatch(new RegExp(`^${facts}[0-9A-F]{4}$`));
  });
});

describe('the link of the second code', () => {
  const evidence = (checkPage?: string): Parameters<typeof checkLink>[0] =>
    ({ invoice: sampleInvoice(1), ...(checkPage === undefined ? {} : { checkPage }) }) as never;

  test('opens the check page with the facts that it asks for, after #', () => {
    const { number, date, totals, checkCode } = sampleInvoice(1);
    const link = new URL(checkLink(evidence('https://check.example/')) ?? '');
    expect(link.origin + link.pathname + link.search).toBe('https://check.example/');
    expect(Object.fromEntries(new URLSearchParams(link.hash.slice(1)))).toEqual({
      number,
      date,
      net: totals.net,
      check: checkCode.slice(-6),
    });
  });

  test('is there only when the bureau names a page', () => {
    expect(checkLink(evidence())).toBeUndefined();
  });
});

describe('in version 1', () => {
  const facts = { totals: { net: '100.00', tax: '13.00', gross: '113.00' }, date: '2026-03-01' };
  const checkCode = '01234567890123456789';
  const shenzhen = { ...facts, checkCode, number: '14403260911000000042', profile: 'SHENZHEN_2018' };
  const digital = {
    ...facts,
    checkCode,
    number: '26441000000000000042',
    profile: 'DIGITAL',
    type: 'SPECIAL',
  };

  test.each([
    [shenzhen, '01,10,144032609110,00000042,100.00,20260301,01234567890123456789'],
    [digital, '01,31,,26441000000000000042,100.00,20260301,01234567890123456789'],
    [{ ...digital, type: 'ORDINARY' }, '01,32,,26441000000000000042,100.00,20260301,01234567890123456789'],
  ])('it states net and check code, and has another checksum', (invoice, wantFacts) => {
    const text = qrTextOfVersion1(invoice as InvoiceJson);
    expect(text.slice(0, -5)).toBe(wantFacts);
    expect(text.slice(-5)).toBe(`,${remainder(wantFacts)}`);
  });

  test('the checksum is XMODEM: its published check value', () => {
    expect(remainder('123456789')).toBe('31C3');
  });
});

/** CRC-16/XMODEM as polynomial division of the whole message, on bigint: another way to the same remainder. */
function remainder(text: string): string {
  let message = BigInt(`0x${Buffer.from(text, 'latin1').toString('hex')}`) << 16n;
  const divisor = 0x11021n;
  for (let bit = text.length * 8 - 1; bit >= 0; bit -= 1) {
    if ((message >> BigInt(bit + 16)) & 1n) message ^= divisor << BigInt(bit);
  }
  return message.toString(16).toUpperCase().padStart(4, '0');
}
