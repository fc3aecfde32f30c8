/** The English texts of the page with the taxpayer's own code. */
export const codeEn = {
  lead: 'Employees scan it with the wallet to hand invoices in. Sellers scan it to pass invoices on to you.',
  copy: 'Copy the link',
  copied: 'Copied',
} as const;
