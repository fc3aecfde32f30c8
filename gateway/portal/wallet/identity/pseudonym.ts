const CHARACTERS = '0123456789ABCDEFGHIJKLMNOPQRSTUVWXYZ';
const LENGTH = 17;

/** Returns a new pseudonym of a person: P and 17 characters, drawn so that no other program can foresee it. */
export function pseudonym(): string {
  const drawn: string[] = [];
  while (drawn.length < LENGTH) {
    const [byte = 255] = crypto.getRandomValues(new Uint8Array(1));
    // Bytes past the last multiple of 36 would make the first characters likelier.
    if (byte < 252) drawn.push(CHARACTERS.charAt(byte % CHARACTERS.length));
  }
  return `P${drawn.join('')}`;
}
