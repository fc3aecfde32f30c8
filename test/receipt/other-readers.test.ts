import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { renderReceipt, signUnsigned, verifyReceipt } from '@fapiao-ledger/receipt';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { qrText } from '../../cli/receipt/v2/qr-text.ts';
import { AS_OF, AttestingNetwork, NOW, signed } from '../support/attested.ts';
import { SELLER_CODE, sampleInvoice, sampleLine } from '../support/invoices.ts';
import { PdfSurgery } from '../support/pdf-surgery.ts';
import { has, run } from '../support/programs.ts';

/** Verdicts of independent programs about receipts. */
const NAME = 'A&B <x> "y" 有限公司';
const ITEM = '⼀体机（一体式）μ/µ 24″ 𠮷𪚥𮯠 Škoda';
const INVOICE = sampleInvoice(8, {
  seller: { code: SELLER_CODE, name: NAME },
  lines: [...Array.from({ length: 8 }, (_, index) => sampleLine(index)), { ...sampleLine(0), item: ITEM }],
});

let folder: string;
let network: AttestingNetwork;
let genuine: Buffer;
let hole: { start: number; end: number };
const at = (name: string): string => join(folder, name);

beforeAll(async () => {
  folder = mkdtempSync(join(tmpdir(), 'receipts-'));
  network = await AttestingNetwork.create();
  const unsigned = renderReceipt(network.attest(INVOICE));
  hole = unsigned.hole;
  genuine = await signUnsigned(unsigned, network.signer);
  writeFileSync(at('genuine.pdf'), genuine);
  writeFileSync(at('forged.pdf'), forged(genuine));
  writeFileSync(at('long.pdf'), await signed(network.attest(sampleInvoice(300)), network.signer));
  const authorities = network.trust.authorities.map(({ certificate }) => certificate);
  // As a gateway writes it: the bureau's first, and not that of the organization that signs.
  writeFileSync(at('ca.pem'), authorities.map((pem) => `${pem.trimEnd()}\n`).join(''));
});
afterAll(() => rmSync(folder, { recursive: true }));

test.skipIf(!has('pdfsig'))('pdfsig (poppler-utils) calls a receipt valid and wholly signed', () => {
  const judge = (file: string): string => run('pdfsig', ['-nocert', at(file)]).output;
  for (const file of ['genuine.pdf', 'long.pdf']) {
    const output = judge(file);
    expect(output).toContain('Signature is Valid');
    expect(output).toContain('Total document signed');
    expect(output).toContain('ETSI.CAdES.detached');
  }
  expect(judge('forged.pdf')).not.toContain('Signature is Valid');
});

test.skipIf(!has('pyhanko')).each(['validate', 'adesverify'])(
  'pyHanko: sign %s judges a receipt valid',
  (command) => {
    const trust = ['--no-revocation-check', '--trust', at('ca.pem'), '--trust-replace'];
    const judge = (file: string): string =>
      run('pyhanko', ['sign', command, '--pretty-print', ...trust, at(file)]).output;
    expect(judge('genuine.pdf')).toContain('The signature is judged VALID.');
    expect(judge('genuine.pdf')).toContain('The signature covers the entire file.');
    expect(judge('forged.pdf')).not.toContain('judged VALID');
  },
);

test.skipIf(!has('openssl'))('openssl verifies the container as CAdES over the covered bytes', () => {
  const container = Buffer.from(genuine.toString('latin1', hole.start, hole.end), 'hex');
  writeFileSync(at('signature.der'), container.subarray(0, 4 + container.readUInt16BE(2)));
  writeFileSync(
    at('covered.bin'),
    Buffer.concat([genuine.subarray(0, hole.start - 1), genuine.subarray(hole.end + 1)]),
  );
  const time = `${Date.parse(AS_OF) / 1000}`;
  const verify = (content: string): ReturnType<typeof run> =>
    run('openssl', [
      ...['cms', '-verify', '-cades', '-binary', '-inform', 'DER', '-in', at('signature.der')],
      ...[
        '-content',
        at(content),
        '-CAfile',
        at('ca.pem'),
        '-purpose',
        'any',
        '-attime',
        time,
        '-out',
        at('out.bin'),
      ],
    ]);
  expect(verify('covered.bin').output).toContain('CAdES Verification successful');
  expect(verify('ca.pem').status).not.toBe(0);
});

test.skipIf(!has('qpdf'))('qpdf finds no fault in the file', () => {
  for (const file of ['genuine.pdf', 'long.pdf']) {
    const { status, output } = run('qpdf', ['--check', at(file)]);
    expect(output).toContain('No syntax or stream encoding errors found');
    expect(status).toBe(0);
  }
});

test.skipIf(!has('pdfdetach'))('pdfdetach (poppler-utils) takes the data out again', () => {
  expect(run('pdfdetach', ['-list', at('genuine.pdf')]).output).toMatch(
    /attestation\.json[\s\S]*invoice\.json/,
  );
  run('pdfdetach', ['-savefile', 'invoice.json', '-o', at('invoice.json'), at('genuine.pdf')]);
  expect(JSON.parse(run('cat', [at('invoice.json')]).output)).toEqual(INVOICE);
});

test.skipIf(!has('pdftotext'))(
  'pdftotext (poppler-utils) gives the same text back, look-alikes included',
  () => {
    const text = run('pdftotext', ['-layout', at('genuine.pdf'), '-']).output;
    for (const line of INVOICE.lines) expect(text).toContain(line.item);
    for (const expected of [
      NAME,
      ITEM,
      INVOICE.number,
      INVOICE.transactionId,
      `¥${INVOICE.totals.gross}`,
      '未入账',
    ]) {
      expect(text).toContain(expected);
    }
  },
);

test.skipIf(!has('pdffonts'))(
  'pdffonts (poppler-utils) finds every font embedded, as a subset, with its Unicode',
  () => {
    const [, , ...fonts] = run('pdffonts', [at('genuine.pdf')])
      .output.trim()
      .split('\n');
    const names = fonts.map((font) => /\+(\S+) .*Identity-H +yes yes yes/.exec(font)?.[1]);
    const main = ['NotoSansSC-Regular', 'NotoSansSC-Bold'];
    const fallbacks = ['FapiaoRareHan-20', 'FapiaoRareHan-2A', 'FapiaoRareHan-2E', 'NotoSans-Regular'];
    expect(names).toEqual([...main, ...fallbacks]);
  },
);

test.skipIf(!has('pdftoppm') || !has('zbarimg'))(
  'zbarimg (zbar-tools) reads the QR code off the picture of the page',
  () => {
    run('pdftoppm', ['-png', '-r', '110', '-f', '1', '-l', '1', at('genuine.pdf'), at('page')]);
    const { stdout } = run('zbarimg', ['--raw', '-q', at('page-1.png')]);
    expect(stdout.trim()).toBe(qrText(INVOICE));
  },
);

test.skipIf(!has('pdftoppm') || !has('zbarimg'))(
  'zbarimg (zbar-tools) reads both codes when the bureau has a check page',
  async () => {
    const checkPage = `https://${'a'.repeat(63)}.example/`;
    const linked = await signed(network.attest(INVOICE, { checkPage }), network.signer);
    expect(verifyReceipt(linked, network.trust, NOW)).toMatchObject({ valid: true });
    writeFileSync(at('linked.pdf'), linked);
    run('pdftoppm', ['-png', '-r', '150', '-f', '1', '-l', '1', at('linked.pdf'), at('linked')]);
    const { stdout } = run('zbarimg', ['--raw', '-q', at('linked-1.png')]);
    const { number, date, totals, checkCode } = INVOICE;
    const facts = `number=${number}&date=${date}&net=${totals.net}&check=${checkCode.slice(-6)}`;
    expect(stdout.trim().split('\n').toSorted()).toEqual([qrText(INVOICE), `${checkPage}#${facts}`]);
  },
);

test.skipIf(!has('xmllint'))('xmllint (libxml2-utils) reads the XMP, whatever the parties are called', () => {
  const surgery = new PdfSurgery(genuine);
  const stream = surgery.textOf(surgery.only(/\/Type \/Metadata\n/));
  const xmp = stream.slice(stream.indexOf('stream\n') + 7, stream.indexOf('\nendstream'));
  const { status, output } = run('xmllint', ['--noout', '-'], {
    input: Buffer.from(xmp, 'latin1').toString('utf8'),
  });
  expect(output).toBe('');
  expect(status).toBe(0);
});

const VERAPDF = process.env.VERAPDF_JARS;
test.skipIf(VERAPDF === undefined || !has('java'))(
  'veraPDF (java; VERAPDF_JARS names the folder of its jars) finds PDF/A-3b',
  () => {
    for (const file of ['genuine.pdf', 'long.pdf']) {
      const judge = ['-cp', `${VERAPDF}/*`, 'test/support/VeraPdf.java', at(file)];
      expect(run('java', judge)).toMatchObject({ status: 0 });
    }
  },
);

/** A receipt with one digit of a page's content changed. */
function forged(pdf: Buffer): Buffer {
  const copy = Buffer.from(pdf);
  const offset = copy.lastIndexOf('endstream') - 40;
  copy[offset] = (copy[offset] as number) ^ 1;
  return copy;
}
