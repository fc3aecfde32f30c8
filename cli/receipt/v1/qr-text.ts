import { type InvoiceJson, printedNumber } from '@fapiao-ledger/core';

/**
 * Returns the text of the QR code of version 1: version 01, kind of invoice, code, number, net amount, date, check code, and a CRC-16
 * over what precedes it. Codes in use have another checksum, and of digital invoices the gross amount: version 2 has these.
 */
export function qrText(invoice: InvoiceJson): string {
  const { code, number } = printedNumber(invoice);
  const kind = invoice.profile === 'DIGITAL' ? (invoice.type === 'SPECIAL' ? '31' : '32') : '10';
  const date = invoice.date.replaceAll('-', '');
  const facts = ['01', kind, code, number, invoice.totals.net, date, invoice.checkCode].join(',');
  return `${facts},${crc16(facts)}`;
}

/** Returns CRC-16/XMODEM (polynomial 1021) in four upper-case hex digits. */
function crc16(text: string): string {
  let crc = 0;
  for (let index = 0; index < text.length; index += 1) {
    crc ^= text.charCodeAt(index) << 8;
    for (let bit = 0; bit < 8; bit += 1)
      crc = crc & 0x8000 ? ((crc << 1) ^ 0x1021) & 0xffff : (crc << 1) & 0xffff;
  }
  return crc.toString(16).toUpperCase().padStart(4, '0');
}
