import type { AttestationJson } from '@fapiao-ledger/core';

/** The digits of a check code that the check page asks for. */
const CHECK_DIGITS = 6;

/**
 * Returns the link that opens the bureau's check page with the facts of the invoice filled in; undefined when the bureau names no page.
 * The facts follow `#`, so that a browser shows them to the page and sends them to no server.
 */
export function checkLink({ checkPage, invoice }: AttestationJson): string | undefined {
  if (checkPage === undefined) return undefined;
  const { number, date, totals, checkCode } = invoice;
  return `${checkPage}#number=${number}&date=${date}&net=${totals.net}&check=${checkCode.slice(-CHECK_DIGITS)}`;
}
