import { creditCodeCheck, isCreditCode } from '@fapiao-ledger/core';
import fc from 'fast-check';
import { expect, test } from 'vitest';

const ALPHABET = [...'0123456789ABCDEFGHJKLMNPQRTUWXY'];

const code = fc
  .array(fc.constantFrom(...ALPHABET), { minLength: 17, maxLength: 17 })
  .map((characters) => characters.join(''))
  .map((body) => body + creditCodeCheck(body));

test('a code made with its check character is valid', () => {
  fc.assert(fc.property(code, (valid) => isCreditCode(valid)));
});

test('of the 31 last characters exactly one is valid', () => {
  fc.assert(
    fc.property(
      code,
      (valid) => ALPHABET.filter((last) => isCreditCode(valid.slice(0, 17) + last)).length === 1,
    ),
  );
});

test('any single character changed is noticed, at every place and to every other character', () => {
  fc.assert(
    fc.property(code, (valid) => {
      for (let place = 0; place < 18; place += 1) {
        for (const other of [...ALPHABET, 'I', 'O', 'S', 'V', 'Z', 'a', ' ', '-']) {
          if (other === valid[place]) continue;
          const changed = valid.slice(0, place) + other + valid.slice(place + 1);
          expect([changed, isCreditCode(changed)]).toEqual([changed, false]);
        }
      }
    }),
    { numRuns: 20 },
  );
});

test('any two unlike neighbors exchanged are noticed', () => {
  fc.assert(
    fc.property(code, fc.integer({ min: 0, max: 16 }), (valid, place) => {
      const [left, right] = [valid[place] as string, valid[place + 1] as string];
      fc.pre(left !== right);
      return !isCreditCode(valid.slice(0, place) + right + left + valid.slice(place + 2));
    }),
  );
});

test('a character lost or doubled is noticed', () => {
  fc.assert(
    fc.property(code, fc.integer({ min: 0, max: 17 }), (valid, place) => {
      const lost = valid.slice(0, place) + valid.slice(place + 1);
      const doubled = valid.slice(0, place) + valid.slice(place);
      return (
        !isCreditCode(lost) &&
        !isCreditCode(`${doubled.slice(0, place)}${valid[place]}${doubled.slice(place)}`)
      );
    }),
  );
});
