/** Bytes of the compact form, written without the encoder of the project. */

/** A length of any size, and the bytes. */
export function sized(bytes: Uint8Array): Buffer {
  const digits: number[] = [];
  for (let rest = bytes.length; ; rest = Math.floor(rest / 128)) {
    if (rest < 128) return Buffer.concat([Buffer.of(...digits, rest), bytes]);
    digits.push((rest % 128) + 128);
  }
}

/** Transient drafts: a block per request. */
export function blocksOf(...blocks: readonly Uint8Array[]): Buffer {
  return Buffer.concat(blocks.map(sized));
}

/** A block with one draft, which is stored as a JSON text: the texts, one draft, no lines, the first text, no articles. */
export function textBlock(text: string): Buffer {
  return Buffer.concat([sized(Buffer.from(JSON.stringify([text]))), Buffer.of(1, 0, 0, 0)]);
}
