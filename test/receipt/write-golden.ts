import { existsSync, mkdirSync, readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { nameCommitment } from '@fapiao-ledger/core';
import type { TrustFile } from '@fapiao-ledger/pki';
import { RECEIPT_VERSIONS } from '@fapiao-ledger/receipt';
import { AttestingNetwork, signed } from '../support/attested.ts';
import { redLetterOf, reversedStatus, sampleInvoice } from '../support/invoices.ts';

/**
 * Writes the golden receipts of the newest version that are missing, and adds their authorities to the trust file. Those that are there
 * never change.
 */

const folder = join(import.meta.dirname, '../vectors/receipts', `v${RECEIPT_VERSIONS.length}`);
const opening = { name: '欧阳示范', salt: '0f'.repeat(16) };
const person = { type: 'PERSON', nameCommitment: nameCommitment(opening) } as const;

const network = await AttestingNetwork.create();
const sources = {
  ordinary: network.attest(sampleInvoice(8)),
  person: network.attest(sampleInvoice(60, { buyer: person }), { opening }),
  'red-letter': network.attest(redLetterOf(sampleInvoice(8))),
  reversed: network.attest(sampleInvoice(8), { status: reversedStatus(sampleInvoice(8)) }),
  linked: network.attest(sampleInvoice(3), { checkPage: 'https://check.example/' }),
};
mkdirSync(folder, { recursive: true });
const missing = Object.entries(sources).filter(([name]) => !existsSync(join(folder, `${name}.pdf`)));
const trustFile = join(folder, 'trust.json');
const trust = existsSync(trustFile) ? JSON.parse(readFileSync(trustFile, 'utf8')) : undefined;
if (missing.length > 0) writeFileSync(trustFile, `${JSON.stringify(withAuthorities(trust), undefined, 2)}\n`);
for (const [name, source] of missing) {
  writeFileSync(join(folder, `${name}.pdf`), await signed(source, network.signer));
}

function withAuthorities(
  before: TrustFile = { ...network.trust, authorities: [], taxpayerAuthorities: [] },
): TrustFile {
  const { authorities, taxpayerAuthorities } = network.trust;
  return {
    ...before,
    authorities: [...before.authorities, ...authorities],
    taxpayerAuthorities: [...before.taxpayerAuthorities, ...taxpayerAuthorities],
  };
}
