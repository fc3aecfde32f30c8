/** Returns a long number in groups of five digits, as people read it out. */
export function groupDigits(digits: string): string {
  return digits.replace(/(.{5})(?=.)/g, '$1 ');
}
