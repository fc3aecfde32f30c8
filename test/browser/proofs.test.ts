import { runInNewContext } from 'node:vm';
import { gzipSync } from 'node:zlib';
import type { TrustFile } from '@fapiao-ledger/pki';
import { proveSource, type ReceiptSource } from '@fapiao-ledger/receipt';
import { type OutputChunk, rolldown } from 'rolldown';
import { beforeAll, describe, expect, test } from 'vitest';
import { highTwin } from '../embedded/tampering.ts';
import { AttestingNetwork, enrol, NOW } from '../support/attested.ts';
import { sampleInvoice } from '../support/invoices.ts';

/** Size limit of the minified, compressed reader in bytes. The build of core is CommonJS, so all of it is in there. */
const GZIP_MAX = 100 * 1_024;

let chunk: OutputChunk;
let prove: typeof proveSource;
let network: AttestingNetwork;
let genuine: ReceiptSource;
const INVOICE = sampleInvoice(2);
const { number } = INVOICE;

beforeAll(async () => {
  await using build = await rolldown({
    input: new URL('../../cli/receipt/dist/verify/prove.js', import.meta.url).pathname,
    platform: 'browser',
  });
  const { output } = await build.generate({ format: 'iife', name: 'proofs', minify: true });
  [chunk] = output as [OutputChunk];
  // The language and two classes of the web, and nothing of Node.js.
  const page = { TextDecoder, TextEncoder };
  ({ proveSource: prove } = runInNewContext(`${chunk.code}; proofs`, page) as {
    proveSource: typeof proveSource;
  });
  network = await AttestingNetwork.create();
  genuine = network.attest(INVOICE);
});

test('the reader of proofs loads in a browser: it imports nothing of Node.js, and a phone loads it', () => {
  expect([...chunk.imports, ...chunk.dynamicImports]).toEqual([]);
  expect(chunk.code).not.toMatch(/\bnode:|\brequire\("|\bBuffer\b/);
  const size = gzipSync(chunk.code).length;
  console.info(`reader of proofs: ${(size / 1_024).toFixed(1)} KiB gzip`);
  expect(size).toBeLessThan(GZIP_MAX);
});

/** Returns what both readers say of a source: the invoice's number, or the code of the refusal. */
function verdicts(source: ReceiptSource, trust: TrustFile = network.trust): readonly (string | undefined)[] {
  return [proveSource, prove].map((read) => {
    try {
      return read(source, { number, trust, now: NOW }).attestation.invoice.number;
    } catch (error) {
      // The errors of the bundle are of classes of its own.
      return (error as { code?: string }).code;
    }
  });
}

describe('the reader in a browser and the one in Node.js say the same of', () => {
  test('a genuine proof', () => {
    expect(verdicts(genuine)).toEqual([number, number]);
  });

  test('every proof with a changed byte', () => {
    const { payload, endorsements } = genuine.attestation;
    const [first, second] = endorsements as [(typeof endorsements)[0], (typeof endorsements)[0]];
    const spoiled = (text: string, part: number): string => {
      const bytes = Buffer.from(text, 'base64');
      const at = Math.floor(bytes.length * part);
      bytes[at] = (bytes[at] ?? 0) ^ 1;
      return bytes.toString('base64');
    };
    for (let part = 0.02; part < 1; part += 0.07) {
      const altered = [
        { payload: spoiled(payload, part), endorsements },
        { payload, endorsements: [{ ...first, endorser: spoiled(first.endorser, part) }, second] },
        { payload, endorsements: [{ ...first, signature: spoiled(first.signature, part) }, second] },
      ];
      for (const attestation of altered) {
        const [node, browser] = verdicts({ attestation });
        expect(browser).toBe(node);
        expect(browser).toMatch(/^RECEIPT_/);
      }
    }
  });

  test('endorsements that do not count', async () => {
    const stranger = await AttestingNetwork.create();
    const { payload, endorsements } = genuine.attestation;
    const [first, second] = endorsements as [(typeof endorsements)[0], (typeof endorsements)[0]];
    const high = Buffer.from(highTwin(Buffer.from(first.signature, 'base64'))).toString('base64');
    const client = await enrol(network.bureau, { ou: 'client' });
    const sources: readonly ReceiptSource[] = [
      stranger.attest(INVOICE),
      network.attest(INVOICE, { endorsers: network.peers.slice(1) }),
      network.attest(INVOICE, { endorsers: [client, ...network.peers] }),
      network.attest(INVOICE, { chaincode: 'other' }),
      { attestation: { payload, endorsements: [{ ...first, signature: high }, second] } },
      { attestation: { payload, endorsements: [{ ...first, signature: second.signature }, second] } },
    ];
    for (const source of sources) {
      const [node, browser] = verdicts(source);
      expect(browser).toBe(node);
      expect(browser).toMatch(/^RECEIPT_/);
    }
  });
});
