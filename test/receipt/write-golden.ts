import { mkdirSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { nameCommitment } from '@fapiao-ledger/core';
import { RECEIPT_VERSIONS } from '@fapiao-ledger/receipt';
import { AttestingNetwork, signed } from '../support/attested.ts';
import { sampleInvoice } from '../support/invoices.ts';

/** Writes golden receipts of the newest version and their trust file. Fails when there are some, because they never change. */

const folder = join(import.meta.dirname, '../vectors/receipts', `v${RECEIPT_VERSIONS.length}`);
const opening = { name: '欧阳示范', salt: '0f'.repeat(16) };
const person = { type: 'PERSON', nameCommitment: nameCommitment(opening) } as const;

const network = await AttestingNetwork.create();
const sources = {
  ordinary: network.attest(sampleInvoice(8)),
  person: network.attest(sampleInvoice(60, { buyer: person }), { opening }),
  linked: network.attest(sampleInvoice(3), { checkPage: 'https://check.example/' }),
};
mkdirSync(folder);
writeFileSync(join(folder, 'trust.json'), `${JSON.stringify(network.trust, undefined, 2)}\n`);
for (const [name, source] of Object.entries(sources)) {
  writeFileSync(join(folder, `${name}.pdf`), await signed(source, network.signer));
}
