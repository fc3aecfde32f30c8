import { execFileSync } from 'node:child_process';
import { existsSync } from 'node:fs';
import { einvXml } from '@fapiao-ledger/client/books';
import type { InvoiceJson, InvoiceStatusJson, RedemptionJson } from '@fapiao-ledger/core';
import { describe, expect, test } from 'vitest';
import { draftOf, enterprise, enterpriseCode } from '../support/drafts.ts';

const SELLER = enterpriseCode(1);
const COMPANY = enterpriseCode(2);
const AT = '2026-11-30T16:30:00Z';

/** An issued invoice of 4449.00, made out to the company. @param name of the seller */
function invoiceOf(over: Partial<InvoiceJson> = {}, name = '示例 & <商户>'): InvoiceJson {
  const { seller: _code, ...draft } = draftOf(SELLER, enterprise(COMPANY), { type: 'SPECIAL' });
  return {
    ...draft,
    ...{ number: '26442000000000000001', profile: 'DIGITAL', checkCode: '0'.repeat(20), holder: COMPANY },
    ...{ issuedAt: AT, date: '2026-12-01', transactionId: '0'.repeat(64) },
    ...{ seller: { code: SELLER, name }, ruleSet: { version: '2026-01-01', hash: '0'.repeat(64) } },
    ...over,
  };
}

function statusOf(over: Partial<InvoiceStatusJson> = {}): InvoiceStatusJson {
  return { state: 'OPEN', holder: COMPANY, rest: '4449.00', redemptions: [], ...over };
}

/** Returns the values of an element, in their order. */
function valuesOf(xml: string, name: string): readonly string[] {
  return [...xml.matchAll(new RegExp(`<einv:${name}(?: [^>]*)?>([^<]*)</einv:${name}>`, 'g'))].map(
    ([, value = '']) => value,
  );
}

const fileOf = (
  status: InvoiceStatusJson,
  { invoice = invoiceOf(), company = COMPANY, vouchers = {} as Readonly<Record<string, string>> } = {},
): string => einvXml({ invoice, status, company, voucherOf: ({ at }: RedemptionJson) => vouchers[at] });

describe('a booking file', () => {
  test('has the facts of the invoice, with its moment in Beijing and amounts in yuan', () => {
    const xml = fileOf(statusOf());
    expect(valuesOf(xml, 'InvoiceNumber')).toEqual(['26442000000000000001']);
    expect(valuesOf(xml, 'RequestTime')).toEqual(['2026-12-01 00:30:00']);
    expect(valuesOf(xml, 'SellerName')).toEqual(['示例 &amp; &lt;商户&gt;']);
    expect(xml).toContain('<einv:TotalAmWithoutTax contextRef="c" unitRef="CNY" decimals="2">4197.17<');
    expect(valuesOf(xml, 'TotalTaxAm')).toEqual(['251.83']);
    expect(valuesOf(xml, 'TotalTax-includedAmount')).toEqual(['4449.00']);
    expect(valuesOf(xml, 'WhetherEinvoiceHasBeenBooked')).toEqual(['false']);
    expect(valuesOf(xml, 'WhetherEinvoiceUsageHasBeenConfirmed')).toEqual(['false']);
    expect(xml).not.toContain('UsageConfirmation>');
  });

  test('names the voucher of each booking of the company, and none of another one', () => {
    const redemptions = [
      { company: COMPANY, amount: '100.00', at: '2026-12-31T16:00:00Z' },
      { company: COMPANY, amount: '200.00', at: '2026-12-05T01:00:00Z' },
      { company: SELLER, amount: '300.00', at: '2026-12-06T01:00:00Z' },
    ];
    const vouchers = { '2026-12-31T16:00:00Z': '记-1 & 2', '2026-12-06T01:00:00Z': '别人的' };
    const xml = fileOf(statusOf({ redemptions }), { vouchers });
    expect(valuesOf(xml, 'NumberOfAccountingDocuments')).toEqual(['记-1 &amp; 2']);
    expect(valuesOf(xml, 'PostingDate')).toEqual(['2027-01-01']);
    expect(valuesOf(xml, 'AccountingPeriod')).toEqual(['2027-01']);
    expect(valuesOf(xml, 'WhetherEinvoiceHasBeenBooked')).toEqual(['true']);
  });

  test('counts a booking that red-letter invoices took back as none', () => {
    const reversed = [{ red: '26442000000000000002', amount: '100.00' }];
    const redemptions = [{ company: COMPANY, amount: '100.00', at: AT, reversed }];
    expect(valuesOf(fileOf(statusOf({ redemptions })), 'WhetherEinvoiceHasBeenBooked')).toEqual(['false']);
  });

  test('has the use in the files of the buyer alone, and the sum that was transferred out', () => {
    const transfers = [
      { red: '26442000000000000002', period: '2026-12', tax: '1.10' },
      { red: '26442000000000000003', period: '2027-01', tax: '2.20' },
    ];
    const use = { purpose: 'DEDUCTION' as const, period: '2026-12', at: AT, tax: '251.83', transfers };
    const xml = fileOf(statusOf({ use }));
    expect(valuesOf(xml, 'UsageConfirmation')).toEqual(['抵扣']);
    expect(valuesOf(xml, 'PeriodOfUsageConfirmation')).toEqual(['2026-12']);
    expect(valuesOf(xml, 'AmountOfTransferredOutInputVat')).toEqual(['3.30']);
    const other = fileOf(statusOf({ use }), { company: SELLER });
    expect(other).not.toContain('Usage');
    expect(other).not.toContain('TransferredOut');
    expect(other).not.toContain('NameOfAccountingEntity');
  });

  test.skipIf(!existsSync('/usr/bin/xmllint'))('is XML whatever the texts are (needs xmllint)', () => {
    const redemptions = [{ company: COMPANY, amount: '100.00', at: AT }];
    for (const text of [']]>', '<!--', '&amp;', '"\'', '\u0000\u0008\u000b', '\uFFFE', '<?xml?>', '𠮷']) {
      const invoice = invoiceOf({}, `商户${text}`);
      const xml = fileOf(statusOf({ redemptions }), { invoice, vouchers: { [AT]: text } });
      execFileSync('/usr/bin/xmllint', ['--noout', '-'], { input: xml });
    }
  });
});
