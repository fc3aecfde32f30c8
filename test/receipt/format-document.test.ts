import { readFileSync } from 'node:fs';
import { CHECKS, RECEIPT_VERSIONS } from '@fapiao-ledger/receipt';
import { expect, test } from 'vitest';

const document = readFileSync(new URL('../../docs/receipt-format.md', import.meta.url), 'utf8');

test('docs/receipt-format.md lists every check with its code, in the order in which they are made', () => {
  const rows = [...document.matchAll(/^\| `([a-z-]+)` *\| *(RECEIPT_[A-Z]+) *\|/gm)].map(([, name, code]) => [
    name,
    code,
  ]);
  expect(rows).toEqual(Object.entries(CHECKS));
});

test('docs/receipt-format.md lists every version in which receipts are drawn', () => {
  const listed = [...document.matchAll(/^\| `(fapiao-ledger receipt\/\d+)` \| `([a-z0-9/]+)` \|/gm)];
  expect(listed.map(([, producer, folder]) => [producer, folder])).toEqual(
    RECEIPT_VERSIONS.map(({ producer }, index) => [producer, `cli/receipt/v${index + 1}/`]),
  );
});

test('the versions on which the bytes of a receipt depend are those that are installed', () => {
  const manifest = readFileSync(new URL('../../cli/receipt/package.json', import.meta.url), 'utf8');
  const { dependencies } = JSON.parse(manifest) as { dependencies: Record<string, string> };
  for (const name of [
    'pdfkit',
    'fontkit',
    'fflate',
    'qrcode',
    '@expo-google-fonts/noto-sans-sc',
    '@expo-google-fonts/noto-sans',
  ]) {
    expect(document).toMatch(new RegExp(`${name} ${dependencies[name]?.replaceAll('.', '\\.')}[,.]`));
  }
});
