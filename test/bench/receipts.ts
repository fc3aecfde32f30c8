import { spawnSync } from 'node:child_process';
import { readFileSync } from 'node:fs';
import { createRequire } from 'node:module';
import { buffer } from 'node:stream/consumers';
import { fileURLToPath } from 'node:url';
import { layOutReceipt, type Mark, type Page, verifyReceipt } from '@fapiao-ledger/receipt';
import PDFDocument from 'pdfkit';
import { AttestingNetwork, NOW, signed } from '../support/attested.ts';
import { sampleInvoice } from '../support/invoices.ts';
import { type Bench, type BenchRow, row } from './row.ts';
import { median, timed, timesOf } from './timing.ts';

const FIRST_RECEIPT = fileURLToPath(new URL('first-receipt.ts', import.meta.url));
const LINE_COUNTS = [1, 8, 40, 300, 2000];
const WARM_UP = 10;
const REPEATS = 40;

/**
 * How long a receipt takes: the first of a process, and each one after, against pdfkit drawing nothing
 * but the same marks the ordinary way (its own layout, zlib, no attachment, no PDF/A, no signature).
 */
export const benchReceipts: Bench = async () => {
  const network = await AttestingNetwork.create();
  const drawBare = bareDrawing();
  const rows: BenchRow[] = [
    row('receipts/first of a process', firstReceiptMs(), 'ms', { aim: { of: 'value', is: '<', bound: 500 } }),
  ];
  for (const lineCount of LINE_COUNTS) {
    const source = network.attest(sampleInvoice(lineCount));
    const pages = layOutReceipt(source);
    const repeats = lineCount > 100 ? REPEATS / 4 : REPEATS;
    const pdf = await signed(source, network.signer);
    const { ours, bare } = await sideBySide(
      repeats,
      () => signed(source, network.signer),
      () => drawBare(pages),
    );
    const verified = median(await timesOf(repeats, () => verifyReceipt(pdf, network.trust, NOW)));
    rows.push(
      row(`receipts/${lineCount} lines, signed, one core`, 1000 / ours, '/s', {
        reference: 'pdfkit drawing the same marks, unsigned',
        referenceValue: 1000 / bare,
        aim: { of: 'ratio', is: '>=', bound: 0.8 },
      }),
      row(`receipts/${lineCount} lines, verified`, verified, 'ms'),
      row(`receipts/${lineCount} lines, size`, pdf.length / 1024, 'KB'),
    );
  }
  return rows;
};

/** Both take turns, so that a busy machine slows both alike. */
async function sideBySide(
  repeats: number,
  ours: () => Promise<unknown>,
  bare: () => Promise<unknown>,
): Promise<{ ours: number; bare: number }> {
  const times = { ours: [] as number[], bare: [] as number[] };
  for (let round = 0; round < WARM_UP + repeats; round += 1) {
    const [first, second] = [await timed(ours), await timed(bare)];
    if (round < WARM_UP) continue;
    times.ours.push(first);
    times.bare.push(second);
  }
  return { ours: median(times.ours), bare: median(times.bare) };
}

/** The first signed receipt of a process of its own, fonts parsed on the way. */
function firstReceiptMs(): number {
  const { stdout, stderr } = spawnSync(process.execPath, [FIRST_RECEIPT], { encoding: 'utf8' });
  if (stdout === '') throw new Error(`no first receipt: ${stderr}`);
  return Number(stdout);
}

type Draw = (pages: readonly Page[]) => Promise<Buffer>;

/** pdfkit as its manual shows it, but with its fonts parsed once for all documents, as ours are. */
function bareDrawing(): Draw {
  const fromCli = createRequire(new URL('../../cli/package.json', import.meta.url));
  const fontkit = fromCli('fontkit') as { create(bytes: Uint8Array): PDFKit.Mixins.PDFFontSource };
  const parse = (file: string): PDFKit.Mixins.PDFFontSource =>
    fontkit.create(readFileSync(fromCli.resolve(`@expo-google-fonts/noto-sans-sc/${file}`)));
  const regular = parse('400Regular/NotoSansSC_400Regular.ttf');
  const bold = parse('700Bold/NotoSansSC_700Bold.ttf');
  return async (pages) => {
    const document = new PDFDocument({ size: 'A4', layout: 'landscape', margin: 0, autoFirstPage: false });
    const bytes = buffer(document);
    document.registerFont('regular', regular).registerFont('bold', bold);
    for (const page of pages) {
      document.addPage();
      for (const mark of page) drawMark(document, mark);
    }
    document.end();
    return bytes;
  };
}

function drawMark(document: PDFKit.PDFDocument, mark: Mark): void {
  if (mark.kind === 'rule') {
    document.moveTo(mark.x1, mark.y1).lineTo(mark.x2, mark.y2).lineWidth(mark.width).stroke(mark.color);
  } else if (mark.kind === 'box') {
    document.rect(mark.x, mark.y, mark.width, mark.height).fill(mark.color);
  } else {
    const { weight, size, color } = mark.style;
    document.font(weight).fontSize(size).fillColor(color);
    document.text(mark.text, mark.x, mark.y, { lineBreak: false, baseline: 'alphabetic' });
  }
}
