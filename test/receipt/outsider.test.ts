import { createHash, X509Certificate } from 'node:crypto';
import { createAuthority, validFor } from '@fapiao-ledger/network/ca';
import { renderReceipt, signUnsigned, verifyReceipt } from '@fapiao-ledger/receipt';
import { beforeAll, describe, expect, test } from 'vitest';
import { AttestingNetwork, enrol, NOW, OPERATOR, signed, signerOf, VALIDITY } from '../support/attested.ts';
import { twinOf } from '../support/certificate-twin.ts';
import { SELLER_CODE, sampleInvoice } from '../support/invoices.ts';
import { PdfSurgery } from '../support/pdf-surgery.ts';
import { type Verdict, verdictOf } from '../support/receipts.ts';

/** Forgeries of an attacker who has genuine receipts, but no key that a verifier trusts. */
let network: AttestingNetwork;
let genuine: Buffer;
let hole: { start: number; end: number };

beforeAll(async () => {
  network = await AttestingNetwork.create();
  const unsigned = renderReceipt(network.attest(sampleInvoice(3)));
  hole = unsigned.hole;
  genuine = await signUnsigned(unsigned, network.signer);
});

const judge = (pdf: Uint8Array): Verdict => verdictOf(verifyReceipt(pdf, network.trust, NOW));

describe('one changed byte', () => {
  test.each([0, 8, 12, 40, 400, 2000, 5000])('at offset %i is refused', (offset) => {
    expect(judge(flipped(offset))).toMatchObject({ valid: false });
  });

  test('in a page is a digest that does not fit', () => {
    const page = genuine.indexOf('stream\n', hole.end) + 100;
    expect(judge(flipped(page))).toMatchObject({ code: 'RECEIPT_SIGNATURE', failed: ['file-digest'] });
  });

  test('in the signature’s hex is refused: digit, case, padding', () => {
    const letter = genuine.indexOf('a', hole.start);
    expect(judge(patched(letter, 'A'))).toMatchObject({
      code: 'RECEIPT_STRUCTURE',
      failed: ['canonical-signature-hex'],
    });
    expect(judge(patched(hole.end - 1, '1'))).toMatchObject({ failed: ['canonical-signature-hex'] });
    expect(judge(patched(hole.start + 200, genuine[hole.start + 200] === 0x30 ? '1' : '0'))).toMatchObject({
      valid: false,
    });
  });

  function flipped(offset: number): Buffer {
    return patched(offset, String.fromCharCode((genuine[offset] as number) ^ 1));
  }
});

describe('a file with something added', () => {
  const cases: Record<string, (pdf: Buffer) => Buffer> = {
    'a byte': (pdf) => Buffer.concat([pdf, Buffer.from('\n')]),
    'a comment': (pdf) => Buffer.concat([pdf, Buffer.from('% paid\n')]),
    'a second end of file': (pdf) => Buffer.concat([pdf, Buffer.from('%%EOF\n')]),
    'something in front': (pdf) => Buffer.concat([Buffer.from('%!PS\n'), pdf]),
    'itself again': (pdf) => Buffer.concat([pdf, pdf]),
    'a ZIP archive': (pdf) => Buffer.concat([pdf, Buffer.from('PK\x05\x06'.padEnd(22, '\0'), 'latin1')]),
  };

  test.each(Object.entries(cases))('%s', (_, add) => {
    expect(judge(add(genuine))).toMatchObject({ valid: false, code: 'RECEIPT_STRUCTURE' });
  });

  test('a later revision that shows another page', () => {
    expect(judge(withRevision(genuine, pageObject(genuine)))).toMatchObject({
      valid: false,
      code: 'RECEIPT_STRUCTURE',
      failed: ['one-revision'],
    });
  });

  test('a later revision with a second signature', () => {
    const second =
      '<<\n/Type /Sig\n/Filter /Adobe.PPKLite\n/SubFilter /ETSI.CAdES.detached\n/ByteRange [0 1 2 3]\n/Contents <00>\n>>';
    expect(judge(withRevision(genuine, second))).toMatchObject({ valid: false, code: 'RECEIPT_STRUCTURE' });
  });

  test('a file cut short anywhere', () => {
    for (const length of [0, 1, 14, 1000, hole.start, hole.end, genuine.length - 1]) {
      expect(judge(genuine.subarray(0, length)), `${length} bytes`).toMatchObject({
        code: 'RECEIPT_STRUCTURE',
      });
    }
  });

  test('a file beyond the size of any receipt', () => {
    const verdict = judge(Buffer.concat([genuine, Buffer.alloc(17 * 1024 * 1024)]));
    expect(verdict).toMatchObject({ code: 'RECEIPT_STRUCTURE', failed: ['file-size'] });
  });
});

describe('a signature that says less than it seems', () => {
  const cases: Record<string, (text: string) => string> = {
    'an empty container': (text) => text.replace(/\/Contents <[0-9a-f]+>/, '/Contents <>'),
    'no container': (text) => text.replace(/\/Contents <[0-9a-f]+>\n/, ''),
    'no byte range': (text) => text.replace(/\/ByteRange \[[^\]]*\]\n/, ''),
    'a negative byte range': (text) => text.replace(/\/ByteRange \[0 /, '/ByteRange [-1 '),
    'a byte range of four zeros': (text) => text.replace(/\/ByteRange \[[^\]]*\]/, '/ByteRange [0 0 0 0]'),
    'another filter': (text) => text.replace('ETSI.CAdES.detached', 'adbe.pkcs7.detached'),
    'a second container': (text) => text.replace('/M (', '/Contents <00>\n/M ('),
  };

  test.each(Object.entries(cases))('%s', (_, change) => {
    const surgery = new PdfSurgery(genuine);
    surgery.edit(surgery.only(/^\d+ 0 obj\n<<\n\/Type \/Sig\n/), change);
    expect(judge(surgery.toBytes())).toMatchObject({ valid: false, code: 'RECEIPT_STRUCTURE' });
  });

  test('no signature yet', () => {
    const pdf = Buffer.from(genuine).fill('0', hole.start, hole.end);
    expect(judge(pdf)).toMatchObject({ code: 'RECEIPT_SIGNATURE', failed: ['signature-container'] });
  });

  test('a byte range that leaves a page out', () => {
    const surgery = new PdfSurgery(genuine);
    const wider = (text: string): string =>
      text.replace(/\/ByteRange \[0 (\d+) +(\d+)/, (_all, a, b) => `/ByteRange [0 ${a} ${Number(b) + 50}`);
    surgery.edit(surgery.only(/^\d+ 0 obj\n<<\n\/Type \/Sig\n/), wider);
    expect(judge(surgery.toBytes())).toMatchObject({
      failed: expect.arrayContaining(['whole-file-covered']),
    });
  });

  test('two signature dictionaries', () => {
    const surgery = new PdfSurgery(genuine);
    const signature = surgery.textOf(surgery.only(/^\d+ 0 obj\n<<\n\/Type \/Sig\n/));
    surgery.add(signature.slice(signature.indexOf('<<'), signature.lastIndexOf('\nendobj')));
    expect(judge(surgery.toBytes())).toMatchObject({ failed: expect.arrayContaining(['one-signature']) });
  });

  test('the genuine signature of another receipt', async () => {
    const other = await signed(network.attest(sampleInvoice(2)), network.signer);
    const start = other.indexOf('/Contents <') + '/Contents <'.length;
    const pdf = Buffer.from(genuine);
    other.copy(pdf, hole.start, start, start + hole.end - hole.start);
    expect(judge(pdf)).toMatchObject({ code: 'RECEIPT_SIGNATURE', failed: ['file-digest'] });
  });
});

describe('a signer without authority', () => {
  const source = () => network.attest(sampleInvoice(1));

  test('with an authority of the same name that certified itself', async () => {
    const twin = await createAuthority({
      mspId: 'PlatformMSP',
      organization: '示范开票平台',
      validity: VALIDITY,
    });
    const signer = signerOf(await enrol(twin, OPERATOR), twin);
    expect(judge(await signed(source(), signer))).toMatchObject({
      code: 'RECEIPT_CERTIFICATE',
      failed: ['signer-path'],
    });
  });

  test('with a genuine authority’s certificate beside a forged one', async () => {
    const twin = await createAuthority({
      mspId: 'PlatformMSP',
      organization: '示范开票平台',
      validity: VALIDITY,
    });
    const signer = { ...signerOf(await enrol(twin, OPERATOR), twin), chain: [network.platform.certificate] };
    expect(judge(await signed(source(), signer))).toMatchObject({
      code: 'RECEIPT_CERTIFICATE',
      failed: ['signer-path'],
    });
  });

  test('with a certificate that is issued by an operator instead of an authority', async () => {
    const { operator } = network;
    const signer = { ...network.signer, chain: [operator.certificate, network.platform.certificate] };
    expect(judge(await signed(source(), signer)).valid).toBe(false);
  });

  test('with a certificate that had expired, or was not valid yet', async () => {
    const past = validFor(30, new Date('2026-01-01T00:00:00Z'));
    const future = validFor(30, new Date('2026-03-02T00:00:00Z'));
    for (const validity of [past, future]) {
      const signer = signerOf(await enrol(network.platform, { ...OPERATOR, validity }), network.platform);
      expect(judge(await signed(source(), signer))).toMatchObject({
        code: 'RECEIPT_CERTIFICATE',
        failed: ['signer-path'],
      });
    }
  });

  test('with a revoked certificate', async () => {
    const pdf = await signed(source(), network.signer);
    const revoked = [
      createHash('sha256').update(new X509Certificate(network.operator.certificate).raw).digest('hex'),
    ];
    const verdict = verdictOf(verifyReceipt(pdf, { ...network.trust, revoked }, NOW));
    expect(verdict).toMatchObject({ code: 'RECEIPT_CERTIFICATE', failed: ['signer-path'] });
  });

  test('with a certificate of an authority that is revoked', async () => {
    const pdf = await signed(source(), network.signer);
    const { raw } = new X509Certificate(network.platform.certificate);
    const revoked = [createHash('sha256').update(raw).digest('hex')];
    expect(verdictOf(verifyReceipt(pdf, { ...network.trust, revoked }, NOW))).toMatchObject({
      code: 'RECEIPT_CERTIFICATE',
      failed: ['signer-path', 'endorsements'],
    });
  });

  test('with the twin of a certificate, which has another fingerprint than the one that may be revoked', async () => {
    const operator = { ...network.operator, certificate: twinOf(network.operator.certificate) };
    const pdf = await signed(source(), signerOf(operator, network.platform));
    expect(judge(pdf)).toMatchObject({ code: 'RECEIPT_CERTIFICATE', failed: ['signer-path'] });
  });

  test.each([
    ['a bureau officer', 'bureau', { role: 'officer' }],
    ['an auditor', 'auditor', { role: 'auditor' }],
    ['an operator of an organization without a part in the policy', 'auditor', { role: 'operator' }],
    ['an operator from the authority of taxpayers', 'taxpayers', { role: 'operator' }],
    [
      'the seller from the authority of members',
      'platform',
      { role: 'taxpayer', 'taxpayer.id': SELLER_CODE },
    ],
    ['another taxpayer', 'taxpayers', { role: 'taxpayer', 'taxpayer.id': '91330100799655058B' }],
    ['a taxpayer without a code', 'taxpayers', { role: 'taxpayer' }],
    ['a member without attributes', 'platform', undefined],
  ] as const)('with the certificate of %s', async (_, organization, attributes) => {
    const authority = network[organization];
    const member = await enrol(
      authority,
      attributes === undefined ? { ou: 'client' } : { ou: 'client', attributes },
    );
    const verdict = judge(await signed(source(), signerOf(member, authority)));
    expect(verdict).toMatchObject({ code: 'RECEIPT_CERTIFICATE', failed: ['signer-role'] });
  });
});

function patched(offset: number, character: string): Buffer {
  const pdf = Buffer.from(genuine);
  pdf.write(character, offset, 'latin1');
  return pdf;
}

/** An incremental update as PDF has it: an object, a cross-reference section and a trailer with /Prev. */
function withRevision(pdf: Buffer, body: string): Buffer {
  const previous = /startxref\n(\d+)\n%%EOF\n$/.exec(pdf.toString('latin1'))?.[1];
  const text = pdf.toString('latin1');
  const size = Number(/\/Size (\d+)/.exec(text)?.[1]);
  const root = /\/Root \d+ 0 R/.exec(text)?.[0];
  const object = `${size} 0 obj\n${body}\nendobj\n`;
  const table = `xref\n${size} 1\n${`${pdf.length}`.padStart(10, '0')} 00000 n \n`;
  const trailer = `trailer\n<<\n/Size ${size + 1}\n${root}\n/Prev ${previous}\n>>\n`;
  const tail = `${object}${table}${trailer}startxref\n${pdf.length + object.length}\n%%EOF\n`;
  return Buffer.concat([pdf, Buffer.from(tail, 'latin1')]);
}

function pageObject(pdf: Buffer): string {
  const surgery = new PdfSurgery(pdf);
  const text = surgery.textOf(surgery.only(/^\d+ 0 obj\n<<\n\/Type \/Page\n/));
  return text.slice(text.indexOf('<<'), text.lastIndexOf('\nendobj'));
}
