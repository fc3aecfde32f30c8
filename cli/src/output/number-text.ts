/** Long digits in groups of five, as they are read out. */
export function groupDigits(digits: string): string {
  return digits.replace(/(.{5})(?=.)/g, '$1 ');
}
