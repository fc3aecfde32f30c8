import { type InvoiceJson, printedNumber } from '@fapiao-ledger/core';

/** The facts of an invoice that its QR code states. */
type QrFacts = Pick<InvoiceJson, 'profile' | 'type' | 'number' | 'totals' | 'date' | 'checkCode'>;

/**
 * Returns the text of the QR code, as on e-invoices in use: version 01, kind of invoice, code, number, amount, date, check code, and a
 * checksum. The amount of a digital invoice is gross, and it has neither code nor check code; the amount of another one is net.
 */
export function qrText(invoice: QrFacts): string {
  const { code, number } = printedNumber(invoice);
  const date = invoice.date.replaceAll('-', '');
  const { net, gross } = invoice.totals;
  const facts =
    invoice.profile === 'DIGITAL'
      ? [invoice.type === 'SPECIAL' ? '31' : '32', code, number, gross, date, '']
      : ['10', code, number, net, date, invoice.checkCode];
  const text = `01,${facts.join(',')},`;
  return text + crc16(text);
}

/** Returns CRC-16 with the polynomial 8005, from 0 and not reflected (CRC-16/UMTS), in four upper-case hex digits. */
function crc16(text: string): string {
  let crc = 0;
  for (const byte of Buffer.from(text, 'ascii')) {
    crc ^= byte << 8;
    for (let bit = 0; bit < 8; bit += 1)
      crc = crc & 0x8000 ? ((crc << 1) ^ 0x8005) & 0xffff : (crc << 1) & 0xffff;
  }
  return crc.toString(16).toUpperCase().padStart(4, '0');
}
