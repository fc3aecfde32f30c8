/** Returns an amount with a comma before each three digits, for reading: "1,234,567.00". Signed texts stay as the ledger writes them. */
export function groupedText(yuan: string): string {
  return yuan.replace(/^-?[0-9]+/, (whole) => whole.replaceAll(/(?<=[0-9])(?=(?:[0-9]{3})+$)/g, ','));
}
