import {
  decodeLine,
  encodeLine,
  LINE_BYTES,
  type SignedHeader,
} from '@fapiao-ledger/network/embedded/in-process';
import fc from 'fast-check';
import { expect, test } from 'vitest';

const bytes = (minLength: number, maxLength = minLength): fc.Arbitrary<Buffer> =>
  fc.uint8Array({ minLength, maxLength }).map((array) => Buffer.from(array));

const signed: fc.Arbitrary<SignedHeader> = fc.record({
  header: fc.record({
    number: fc.nat({ max: 999_999_999_999 }),
    previousHash: bytes(32),
    dataHash: bytes(32),
  }),
  signatures: bytes(0, 2_700),
});

test('a height reads as it was written', () => {
  fc.assert(
    fc.property(signed, (height) => {
      const line = encodeLine(height);
      expect(line.length).toBe(LINE_BYTES);
      expect(decodeLine(line)).toEqual(height);
    }),
  );
});

test('a line that was written in part over another, or has a wrong byte, is torn', () => {
  fc.assert(
    fc.property(signed, signed, fc.nat({ max: LINE_BYTES - 1 }), (older, newer, at) => {
      const [before, after] = [encodeLine(older), encodeLine(newer)];
      const mixed = Buffer.concat([after.subarray(0, at), before.subarray(at)]);
      const isWhole = mixed.equals(before) || mixed.equals(after);
      expect(decodeLine(mixed) === 'torn').toBe(!isWhole);
      const wrong = Buffer.from(after);
      wrong.writeUInt8(wrong.readUInt8(at) ^ 1, at);
      expect(decodeLine(wrong)).toBe('torn');
    }),
  );
});

test('no other bytes are a height', () => {
  fc.assert(
    fc.property(bytes(0, 2 * LINE_BYTES), (noise) => {
      expect(decodeLine(noise)).toBe('torn');
    }),
  );
});

test('a height that takes more than a line is not written', () => {
  const header = { number: 1, previousHash: Buffer.alloc(32), dataHash: Buffer.alloc(32) };
  expect(() => encodeLine({ header, signatures: Buffer.alloc(3_000) })).toThrow(RangeError);
});
