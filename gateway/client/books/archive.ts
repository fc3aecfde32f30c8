import { zipOf } from '../drafts/zip-writer.js';
import { type BookedInvoice, einvXml } from './einv.js';

/** Returns an archive with the booking file of each invoice, named by its number. @throws {TooManyFiles} */
export function bookingArchive(invoices: readonly BookedInvoice[]): Uint8Array<ArrayBuffer> {
  const text = new TextEncoder();
  return zipOf(
    invoices.map((booked) => ({
      name: `${booked.invoice.number}.xml`,
      bytes: text.encode(einvXml(booked)),
    })),
  );
}
