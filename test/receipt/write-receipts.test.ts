import { createPrivateKey } from 'node:crypto';
import { existsSync, mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, expect, test } from 'vitest';
import type { GatewayClient } from '../../cli/src/client/gateway-client.ts';
import { ReceiptWriter } from '../../cli/src/receipts/write-receipts.ts';
import { AttestingNetwork, OPERATOR, VALIDITY } from '../support/attested.ts';
import { sampleInvoice } from '../support/invoices.ts';

const OWN = sampleInvoice(3);
const OTHER = sampleInvoice(3, { number: '26442000000012345679' });

let network: AttestingNetwork;
let folder: string;

beforeAll(async () => {
  network = await AttestingNetwork.create();
  folder = mkdtempSync(join(tmpdir(), 'fapiao-receipts-'));
});
afterAll(() => rmSync(folder, { recursive: true }));

/** A writer whose gateway tells of one invoice, whichever it is asked about. */
async function writerTold(invoice: typeof OWN): Promise<ReceiptWriter> {
  const read = async (path: string) => (path === '/network' ? network.trust : network.attest(invoice));
  const { certificate, privateKey } = await network.platform.enrollWithNewKey({
    ...OPERATOR,
    commonName: 'operator',
    validity: VALIDITY,
  });
  const key = createPrivateKey(privateKey);
  const identity = { file: '', mspId: 'PlatformMSP', code: undefined, role: 'operator', certificate, key };
  return await ReceiptWriter.create({ read } as unknown as GatewayClient, identity, new Map());
}

test('a receipt is written and signed for the invoice that was asked for', async () => {
  const file = join(folder, 'own.pdf');
  expect(await (await writerTold(OWN)).write(OWN.number, file)).toMatchObject({ file, signedBy: 'self' });
  expect(existsSync(file)).toBe(true);
});

test('nothing is signed for another invoice that the gateway puts in its place', async () => {
  const file = join(folder, 'other.pdf');
  const written = (await writerTold(OTHER)).write(OWN.number, file);
  await expect(written).rejects.toMatchObject({ code: 'RECEIPT_ATTESTATION' });
  expect(existsSync(file)).toBe(false);
});
