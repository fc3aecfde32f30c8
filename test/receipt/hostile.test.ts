import { deflateSync } from 'node:zlib';
import { canonicalJson } from '@fapiao-ledger/core';
import { renderReceipt, signUnsigned, verifyReceipt } from '@fapiao-ledger/receipt';
import fc from 'fast-check';
import { beforeAll, describe, expect, test } from 'vitest';
import { AttestingNetwork, NOW } from '../support/attested.ts';
import { cpuMsOf } from '../support/cpu-time.ts';
import { sampleInvoice } from '../support/invoices.ts';
import { PdfSurgery } from '../support/pdf-surgery.ts';

/** Files meant to make a verifier crash, hang or fill memory: it must answer, and soon. */
let network: AttestingNetwork;
let genuine: Buffer;

beforeAll(async () => {
  network = await AttestingNetwork.create();
  genuine = await signUnsigned(renderReceipt(network.attest(sampleInvoice(2))), network.signer);
});

const FILE = /^\d+ 0 obj\n<<\n\/Type \/EmbeddedFile\n/;
/** Each takes well under half a second. */
const TIME_MAX_MS = 5_000;

function refusedInTime(pdf: Uint8Array): void {
  const spentMs = cpuMsOf(() => {
    const report = verifyReceipt(pdf, network.trust, NOW);
    expect(report.valid).toBe(false);
    expect(report.code).toMatch(/^RECEIPT_/);
  });
  expect(spentMs).toBeLessThan(TIME_MAX_MS);
}

function withProof(text: string | Buffer): Buffer {
  const surgery = new PdfSurgery(genuine);
  return surgery.setStream(surgery.find(FILE)[0] as number, Buffer.from(text as string)).toBytes();
}

describe('is answered in time', () => {
  test('an attachment that inflates to a thousand times its size', () => {
    const surgery = new PdfSurgery(genuine);
    const id = surgery.find(FILE)[0] as number;
    const bomb = deflateSync(Buffer.alloc(64 * 1024 * 1024));
    const head = surgery
      .textOf(id)
      .split('stream\n')[0]
      ?.replace(/\/Length \d+/, `/Length ${bomb.length}`);
    surgery.objects.set(
      id,
      Buffer.concat([Buffer.from(`${head}stream\n`, 'latin1'), bomb, Buffer.from('\nendstream\nendobj\n')]),
    );
    refusedInTime(surgery.toBytes());
  });

  test('JSON nested without end, or one text of megabytes', () => {
    refusedInTime(withProof('['.repeat(1_000_000)));
    refusedInTime(
      withProof(canonicalJson({ attestation: { payload: 'A'.repeat(6_000_000), endorsements: [] } })),
    );
  });

  test('a hundred thousand endorsements, or invoice lines', () => {
    const endorsement = { endorser: 'AAAA', signature: 'AAAA' };
    const endorsements = Array.from({ length: 100_000 }, () => endorsement);
    refusedInTime(withProof(canonicalJson({ attestation: { payload: 'AAAA', endorsements } })));
    const lines = Array.from({ length: 30_000 }, () => 0);
    const answer = canonicalJson({ kind: 'fapiao-ledger/attestation/1', invoice: { lines } });
    refusedInTime(withProof(canonicalJson(network.endorse(answer))));
  });

  test('a hundred thousand unknown fields', () => {
    const fields = Object.fromEntries(Array.from({ length: 100_000 }, (_, index) => [`f${index}`, 0]));
    refusedInTime(withProof(canonicalJson(fields)));
    const answer = canonicalJson({ kind: 'fapiao-ledger/attestation/1', invoice: fields });
    refusedInTime(withProof(canonicalJson(network.endorse(answer))));
  });

  test('ninety thousand objects, or none', () => {
    const rows = '0000000015 00000 n \n'.repeat(90_000);
    for (const [size, entries] of [
      [90_001, rows],
      [1, ''],
    ] as const) {
      const head = '%PDF-1.7\n%\xff\xff\xff\xff\n';
      const table = `xref\n0 ${size}\n0000000000 65535 f \n${entries}`;
      const trailer = `trailer\n<<\n/Size ${size}\n/Root 3 0 R\n/Info 4 0 R\n/ID [<${'0'.repeat(32)}> <${'0'.repeat(32)}>]\n>>\n`;
      refusedInTime(Buffer.from(`${head}${table}${trailer}startxref\n${head.length}\n%%EOF\n`, 'latin1'));
    }
  });

  test('a hole of megabytes', () => {
    const surgery = new PdfSurgery(genuine);
    const id = surgery.only(/^\d+ 0 obj\n<<\n\/Type \/Sig\n/);
    refusedInTime(
      surgery
        .edit(id, (text) => text.replace('/Contents <', `/Contents <${'a'.repeat(8_000_000)}`))
        .toBytes(),
    );
  });
});

test('no signature container, however malformed, makes the verifier throw', () => {
  const start = genuine.indexOf('/Contents <') + '/Contents <'.length;
  const bytes = fc.uint8Array({ minLength: 1, maxLength: 600 });
  const der = fc.letrec((tie) => ({
    node: fc.oneof(
      { depthSize: 'small' },
      fc.tuple(fc.constantFrom(2, 4, 5, 6), bytes),
      fc.tuple(fc.constantFrom(0x30, 0x31, 0xa0), fc.array(tie('node'), { maxLength: 4 })),
    ),
  })).node;
  fc.assert(
    fc.property(
      fc.oneof(
        bytes,
        der.map((node) => encode(node as Node)),
      ),
      (container) => {
        const pdf = Buffer.from(genuine);
        pdf.write(Buffer.from(container).toString('hex').slice(0, 8192).padEnd(8192, '0'), start, 'latin1');
        expect(verifyReceipt(pdf, network.trust, NOW).valid).toBe(false);
      },
    ),
    { numRuns: 300 },
  );
});

test('no file at all makes the verifier throw', () => {
  fc.assert(
    fc.property(fc.uint8Array({ maxLength: 2_000 }), fc.nat(genuine.length), (noise, offset) => {
      const pdf = Buffer.concat([
        genuine.subarray(0, offset),
        noise,
        genuine.subarray(offset + noise.length + 1),
      ]);
      fc.pre(!pdf.equals(genuine));
      expect(verifyReceipt(pdf, network.trust, NOW).valid).toBe(false);
      expect(verifyReceipt(noise, network.trust, NOW).valid).toBe(false);
    }),
    { numRuns: 200 },
  );
});

type Node = readonly [number, Uint8Array | readonly Node[]];

function encode([tag, content]: Node): Buffer {
  const body = content instanceof Uint8Array ? Buffer.from(content) : Buffer.concat(content.map(encode));
  const length = body.length < 128 ? [body.length] : [0x82, body.length >> 8, body.length & 0xff];
  return Buffer.concat([Buffer.of(tag, ...length), body]);
}
