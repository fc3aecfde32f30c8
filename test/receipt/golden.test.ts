import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { RECEIPT_VERSIONS, requireValid, verifyReceipt } from '@fapiao-ledger/receipt';
import { describe, expect, test } from 'vitest';
import { AttestingNetwork, NOW } from '../support/attested.ts';
import { sampleInvoice } from '../support/invoices.ts';
import type { PdfSurgery } from '../support/pdf-surgery.ts';
import { forge } from '../support/receipts.ts';

/** Receipts signed when their version was new, one folder for each version, with the trust file of that time. */
const FOLDER = join(import.meta.dirname, '..', 'vectors', 'receipts');
const folders = readdirSync(FOLDER).sort();

const producers = RECEIPT_VERSIONS.map(({ producer }) => producer);
const CURRENT = producers.at(-1) ?? '';

test('every version has golden receipts', () => {
  expect(folders.map((folder) => `fapiao-ledger receipt/${folder.replace('v', '')}`)).toEqual(producers);
});

describe.each(folders)('a receipt of version %s', (folder) => {
  const trust = JSON.parse(readFileSync(join(FOLDER, folder, 'trust.json'), 'utf8'));
  const files = readdirSync(join(FOLDER, folder)).filter((file) => file.endsWith('.pdf'));

  test.each(files)('%s is valid, and drawn again it is the same, byte for byte', (file) => {
    const pdf = readFileSync(join(FOLDER, folder, file));
    const report = verifyReceipt(pdf, trust, NOW);
    expect(requireValid(report).signer.role).toBe('operator');
    expect(report.checks).toContainEqual(expect.objectContaining({ name: 'page', outcome: 'passed' }));
  });
});

describe('a receipt of a version that the verifier does not know', async () => {
  const network = await AttestingNetwork.create();
  const source = network.attest(sampleInvoice(2));
  const rename =
    (producer: string) =>
    (surgery: PdfSurgery): void => {
      const id = surgery.only(new RegExp(`^\\d+ 0 obj\\n\\(${CURRENT}\\)`));
      surgery.edit(id, (text) => text.replace(CURRENT, producer));
    };

  test('is refused by its version, signed as it may be', async () => {
    const verdict = await forge(network, source, rename('fapiao-ledger receipt/7'));
    expect(verdict).toMatchObject({ valid: false, code: 'RECEIPT_STRUCTURE', failed: ['known-version'] });
  });

  test('is refused when it names none', async () => {
    const verdict = await forge(network, source, rename('another program'));
    expect(verdict).toMatchObject({ valid: false, code: 'RECEIPT_STRUCTURE', failed: ['known-version'] });
  });
});
