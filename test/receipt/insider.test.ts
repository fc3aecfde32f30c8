import {
  canonicalJson,
  type InvoiceJson,
  type InvoiceStatusJson,
  initialStatus,
  present,
} from '@fapiao-ledger/core';
import {
  RECEIPT_VERSIONS,
  type ReceiptSource,
  type ReceiptVersion,
  readEvidence,
  renderReceipt,
  signUnsigned,
  verifyReceipt,
} from '@fapiao-ledger/receipt';
import { beforeAll, describe, expect, test } from 'vitest';
import {
  AS_OF,
  AttestingNetwork,
  type AttestOptions,
  enrol,
  NOW,
  signed,
  signerOf,
} from '../support/attested.ts';
import { twinOf } from '../support/certificate-twin.ts';
import { BUYER_CODE, redLetterOf, reversedStatus, sampleInvoice } from '../support/invoices.ts';
import { PdfSurgery } from '../support/pdf-surgery.ts';
import { forge, type Verdict, verdictOf, withHighS } from '../support/receipts.ts';

/**
 * Forgeries of an operator who may sign receipts: everything that the signature covers is signed again, so only the
 * endorsements of the ledger's organizations reveal them.
 */
let network: AttestingNetwork;
let source: ReceiptSource;
let other: ReceiptSource;

const INVOICE = sampleInvoice(3);
const OTHER = sampleInvoice(3, { number: '26442000000012345679', remark: '另一张发票' });

beforeAll(async () => {
  network = await AttestingNetwork.create();
  source = network.attest(INVOICE);
  other = network.attest(OTHER);
});

const PAGE_CONTENT = /^\d+ 0 obj\n<<\n\/Length \d+\n\/Filter \/FlateDecode\n>>\n/;
const FILE = /^\d+ 0 obj\n<<\n\/Type \/EmbeddedFile\n/;
const PAGE = /^\d+ 0 obj\n<<\n\/Type \/Page\n/;
const CATALOG = /^\d+ 0 obj\n<<\n\/Type \/Catalog\n/;

test('surgery without a change is accepted, so it is the change that is refused', async () => {
  expect(await forge(network, source, () => undefined)).toEqual({ valid: true, code: undefined, failed: [] });
});

describe('a page that does not show what is attested', () => {
  const pageContent = (pdf: PdfSurgery): number =>
    pdf.find(PAGE_CONTENT).find((id) => pdf.stream(id).includes(' Tf\n')) as number;

  const cases: Record<string, (pdf: PdfSurgery) => void> = {
    'another figure, by its glyphs': (pdf) =>
      pdf.editStream(pageContent(pdf), (text) => swapFirst(text, / Tm <([0-9a-f]{16,})>/)),
    'a text moved': (pdf) =>
      pdf.editStream(pageContent(pdf), (text) => text.replace(/1 0 0 -1 (\d+)/, '1 0 0 -1 9$1')),
    'a text in white': (pdf) =>
      pdf.editStream(pageContent(pdf), (text) => text.replace(/[0-9.]+ [0-9.]+ [0-9.]+ rg/, '1 1 1 rg')),
    'a box drawn over it': (pdf) =>
      pdf.editStream(pageContent(pdf), (text) => `${text}1 1 1 rg 300 300 200 200 re f\n`),
    'a comment in it': (pdf) => pdf.editStream(pageContent(pdf), (text) => `% hidden\n${text}`),
    'the same content, compressed otherwise': (pdf) =>
      pdf.setStream(pageContent(pdf), pdf.stream(pageContent(pdf))),
    'an optional layer': (pdf) => {
      const layer = pdf.add('<<\n/Type /OCG\n/Name (Paid)\n>>');
      pdf.edit(pdf.only(CATALOG), (text) =>
        text.replace(
          '/Type /Catalog\n',
          `/Type /Catalog\n/OCProperties << /OCGs [${layer} 0 R] /D << >> >>\n`,
        ),
      );
    },
    'an annotation on top': (pdf) => {
      const note = pdf.add(
        '<<\n/Type /Annot\n/Subtype /FreeText\n/Rect [0 0 600 600]\n/Contents (0.01)\n/F 4\n>>',
      );
      pdf.edit(pdf.only(PAGE), (text) => text.replace('/Annots [', `/Annots [${note} 0 R `));
    },
    'the signature field made visible': (pdf) =>
      pdf.edit(pdf.only(/\/Subtype \/Widget\n/), (text) =>
        text.replace('/Rect [0 0 0 0]', '/Rect [0 0 9 9]'),
      ),
    'a second page': (pdf) =>
      pdf.edit(pdf.only(/\/Type \/Pages\n/), (text) =>
        text.replace(/\/Kids \[(\d+ 0 R)\]/, '/Kids [$1 $1]').replace('/Count 1', '/Count 2'),
      ),
    'another page in its place': (pdf) => {
      const page = pdf.add('<<\n/Type /Page\n/MediaBox [0 0 10 10]\n>>');
      pdf.edit(pdf.only(/\/Type \/Pages\n/), (text) =>
        text.replace(/\/Kids \[\d+ 0 R\]/, `/Kids [${page} 0 R]`),
      );
    },
    'another size of page': (pdf) => pdf.edit(pdf.only(PAGE), (text) => text.replace('841.89', '200')),
    'text that copies as another': (pdf) => {
      const map = pdf.find(PAGE_CONTENT).find((id) => pdf.stream(id).includes('beginbfrange')) as number;
      pdf.editStream(map, (text) => text.replace(/<00(3\d)>/, '<0039>'));
    },
    'a font with other glyphs': (pdf) => {
      const font = pdf.find(PAGE_CONTENT).find((id) => pdf.stream(id).includes('glyf')) as number;
      pdf.editStream(font, (text) => `${text}\0`);
    },
  };

  test.each(Object.entries(cases))('%s', async (_, change) => {
    expect(await forge(network, source, change)).toEqual({
      valid: false,
      code: 'RECEIPT_PAGE',
      failed: ['page'],
    });
  });

  test('the pages of another invoice', async () => {
    const pages = new PdfSurgery(renderReceipt(other).bytes);
    const verdict = await forge(network, source, (pdf) => {
      for (const id of pdf.find(PAGE_CONTENT)) pdf.objects.set(id, pages.objects.get(id) as Buffer);
    });
    expect(verdict).toMatchObject({ code: 'RECEIPT_PAGE', failed: ['page'] });
  });
});

describe('something a reader would run or follow', () => {
  test.each([
    '/OpenAction << /S /JavaScript /JS (app.alert\\(1\\)) >>',
    '/OpenAction << /S /Launch /F (x) >>',
    '/OpenAction << /S /URI /URI (https://example.org) >>',
    '/AA << /WC << /S /JavaScript /JS (1) >> >>',
    '/Names << >>',
    '/Perms << >>',
  ])('%s', async (entry) => {
    const verdict = await forge(network, source, (pdf) =>
      pdf.edit(pdf.only(CATALOG), (text) => text.replace('/Type /Catalog\n', `/Type /Catalog\n${entry}\n`)),
    );
    expect(verdict).toMatchObject({ valid: false, code: 'RECEIPT_PAGE' });
  });
});

describe('attached files that do not belong together', () => {
  const attachment = (pdf: PdfSurgery, place: number): number => pdf.find(FILE)[place] as number;

  test('an invoice with another amount', async () => {
    const verdict = await forge(network, source, (pdf) =>
      pdf.editStream(attachment(pdf, 1), (text) => text.replace('"net":"', '"net":"1')),
    );
    expect(verdict).toMatchObject({ code: 'RECEIPT_ATTESTATION', failed: ['invoice-attached', 'page'] });
  });

  test('the invoice and the proof of another receipt', async () => {
    const verdict = await forge(network, source, (pdf) => {
      const theirs = new PdfSurgery(renderReceipt(other).bytes);
      for (const id of pdf.find(FILE)) pdf.objects.set(id, theirs.objects.get(id) as Buffer);
    });
    expect(verdict).toMatchObject({ code: 'RECEIPT_PAGE', failed: ['page'] });
  });

  test('the proof of another receipt alone', async () => {
    const verdict = await forge(network, source, (pdf) => {
      pdf.setStream(attachment(pdf, 0), Buffer.from(canonicalJson(other)));
    });
    expect(verdict).toMatchObject({ code: 'RECEIPT_ATTESTATION', failed: ['invoice-attached', 'page'] });
  });

  test('the files in the other order, a third file, or none', async () => {
    const swap = await forge(network, source, (pdf) => {
      const [proof, invoice] = [pdf.stream(attachment(pdf, 0)), pdf.stream(attachment(pdf, 1))];
      pdf.setStream(attachment(pdf, 0), invoice).setStream(attachment(pdf, 1), proof);
    });
    const third = await forge(network, source, (pdf) => {
      const copy = pdf.textOf(attachment(pdf, 1));
      pdf.add(copy.slice(copy.indexOf('<<'), copy.lastIndexOf('\nendobj')));
    });
    const none = await forge(network, source, (pdf) =>
      pdf.edit(attachment(pdf, 0), (text) => text.replace('/EmbeddedFile', '/EmbeddedFilm')),
    );
    for (const verdict of [swap, third, none]) expect(verdict).toMatchObject({ code: 'RECEIPT_ATTESTATION' });
  });

  test('a proof with white space, an unknown field or padded base64: only the canonical text is read', async () => {
    const texts: ((text: string) => string)[] = [
      (text) => ` ${text}`,
      (text) => text.replace('{', '{"a":1,'),
      (text) => text.replace('"payload":"', '"payload":"\\u0043').replace('\\u0043C', '\\u0043'),
      (text) => text.replace(/"(?=},\{|\}\])/, '="'),
    ];
    for (const change of texts) {
      const verdict = await forge(network, source, (pdf) => pdf.editStream(attachment(pdf, 0), change));
      expect(verdict).toMatchObject({
        code: 'RECEIPT_ATTESTATION',
        failed: expect.arrayContaining(['attestation-form']),
      });
    }
  });
});

describe('an attestation that the organizations did not give', () => {
  const refused = async (attested: ReceiptSource, failed: string): Promise<void> => {
    const verdict = await sign(attested);
    expect(verdict).toMatchObject({ code: 'RECEIPT_ATTESTATION', failed: [failed] });
  };
  const attest = (options: AttestOptions): ReceiptSource => network.attest(INVOICE, options);

  test('of another channel or another chaincode', async () => {
    await refused(attest({ channel: 'fapiao-test' }), 'ledger-name');
    await refused(attest({ chaincode: 'fapiao2' }), 'ledger-name');
  });

  test('endorsed by the platform alone, by the bureau alone, or not at all', async () => {
    const [bureauPeer, platformPeer] = network.peers as [
      (typeof network.peers)[0],
      (typeof network.peers)[0],
    ];
    await refused(attest({ endorsers: [platformPeer] }), 'endorsement-policy');
    await refused(attest({ endorsers: [bureauPeer] }), 'endorsement-policy');
    await refused(attest({ endorsers: [] }), 'endorsement-policy');
  });

  test('with a bureau peer’s certificate from another authority', async () => {
    const [, platformPeer] = network.peers;
    const impostor = { ...(await enrol(network.platform, { ou: 'peer' })), mspId: 'TaxBureauMSP' };
    await refused(attest({ endorsers: [impostor, platformPeer as typeof impostor] }), 'endorsements');
  });

  test('endorsed by a peer that the authority of taxpayers has certified', async () => {
    const [bureauPeer] = network.peers;
    const peer = await enrol(network.taxpayers, { ou: 'peer' });
    await refused(attest({ endorsers: [bureauPeer as typeof peer, peer] }), 'endorsements');
  });

  test('with the twin of a peer’s certificate, which has another fingerprint', async () => {
    const [bureauPeer, ...others] = network.peers as [(typeof network.peers)[0], (typeof network.peers)[0]];
    const twin = { ...bureauPeer, certificate: twinOf(bureauPeer.certificate) };
    await refused(attest({ endorsers: [twin, ...others] }), 'endorsements');
  });

  test('endorsed by a client instead of a peer', async () => {
    const client = await enrol(network.bureau, { ou: 'client', attributes: { role: 'officer' } });
    await refused(attest({ endorsers: [...network.peers, client] }), 'endorsements');
  });

  test('endorsed by a peer whose certificate was not valid at that time', async () => {
    const asOf = '2046-06-01T00:00:00Z';
    const verdict = await sign(attest({ asOf }), new Date(asOf));
    expect(verdict).toMatchObject({ code: 'RECEIPT_CERTIFICATE', failed: ['signer-path', 'endorsements'] });
  });

  test('as of a time that is still to come: clocks may be five minutes apart, and no more', async () => {
    const attested = attest({});
    const earlier = (seconds: number): Date => new Date(Date.parse(AS_OF) - seconds * 1000);
    expect(await sign(attested, earlier(300))).toMatchObject({ valid: true });
    expect(await sign(attested, earlier(301))).toMatchObject({
      code: 'RECEIPT_ATTESTATION',
      failed: ['attestation-time'],
    });
  });

  test('as of a time before the issue, or any change of the status that it shows', async () => {
    const open = initialStatus(INVOICE);
    const shown = (at: string): Record<string, InvoiceStatusJson> => ({
      issue: open,
      lock: {
        ...open,
        state: 'LOCKED',
        lock: { company: BUYER_CODE, lockedAt: at, expiresAt: '2026-03-31T08:10:00Z' },
      },
      redemption: { ...open, redemptions: [{ company: BUYER_CODE, amount: '10.00', at }] },
      freeze: { ...open, state: 'FROZEN', frozen: { at } },
      reversal: { ...open, reversal: { ...present(reversedStatus(INVOICE).reversal, 'a reversal'), at } },
      use: { ...open, use: { purpose: 'DEDUCTION', period: '2026-03', at } },
    });
    for (const [what, status] of Object.entries(shown(AS_OF)))
      expect(await sign(attest({ status })), what).toMatchObject({ valid: true });
    for (const [what, status] of Object.entries(shown('2026-03-01T08:30:01Z'))) {
      const asOf = what === 'issue' ? '2026-03-01T07:59:59Z' : AS_OF;
      expect(await sign(attest({ status, asOf })), what).toMatchObject({
        code: 'RECEIPT_ATTESTATION',
        failed: ['attestation-time'],
      });
    }
  });

  test('with one bad endorsement among good ones', async () => {
    const { attestation } = source;
    const [first, second] = attestation.endorsements as [
      (typeof attestation.endorsements)[0],
      (typeof attestation.endorsements)[0],
    ];
    const wrong = { endorser: first.endorser, signature: second.signature };
    await refused({ attestation: { ...attestation, endorsements: [first, second, wrong] } }, 'endorsements');
  });

  test('whose signature has a high s', async () => {
    const { attestation } = source;
    const [first, ...rest] = attestation.endorsements as [(typeof attestation.endorsements)[0]];
    const twin = {
      ...first,
      signature: Buffer.from(withHighS(Buffer.from(first.signature, 'base64'))).toString('base64'),
    };
    await refused({ attestation: { ...attestation, endorsements: [twin, ...rest] } }, 'endorsements');
  });

  test('with the endorsements of another invoice', async () => {
    const { endorsements } = other.attestation;
    await refused({ attestation: { ...source.attestation, endorsements } }, 'endorsements');
  });

  test('that breaks the tax arithmetic', async () => {
    const broken: InvoiceJson = { ...INVOICE, totals: { ...INVOICE.totals, gross: '1.00' } };
    expect(await sign(network.attest(broken))).toMatchObject({ code: 'RECEIPT_TOTALS', failed: ['totals'] });
  });
});

describe('an answer that is no attestation is not even drawn', () => {
  const answers: Record<string, () => ReceiptSource> = {
    'of another kind': () => network.attest(INVOICE, { kind: 'fapiao-ledger/attestation/2' }),
    'of a failed call': () => network.attest(INVOICE, { responseStatus: 500 }),
    'with a field too many': () => network.attest({ ...INVOICE, paid: true } as InvoiceJson),
    'with a line that is no line': () => network.attest({ ...INVOICE, lines: [7] } as unknown as InvoiceJson),
    'that is not canonical': () =>
      network.endorse(JSON.stringify({ kind: 'fapiao-ledger/attestation/1', channel: 'fapiao' })),
    'that is not JSON': () => network.endorse('paid'),
    'of a payload cut short': () => {
      const payload = Buffer.from(source.attestation.payload, 'base64').subarray(0, -1).toString('base64');
      return { attestation: { ...source.attestation, payload } };
    },
    'opening a name that is not committed': () => ({
      ...source,
      opening: { name: '李四', salt: '00'.repeat(16) },
    }),
  };

  test.each(Object.entries(answers))('%s', (_, answer) => {
    expect(() => renderReceipt(answer())).toThrow(expect.objectContaining({ code: 'RECEIPT_ATTESTATION' }));
  });
});

test('a receipt of the test network is refused by the production network', async () => {
  const production = await AttestingNetwork.create();
  const verdict = verdictOf(verifyReceipt(await signed(source, network.signer), production.trust, NOW));
  expect(verdict).toMatchObject({ code: 'RECEIPT_CERTIFICATE', failed: ['signer-path', 'endorsements'] });
});

test('an operator’s certificate signed an endorsement in place of a peer: the signer’s role does not endorse', async () => {
  const operator = { ...network.operator, mspId: 'TaxBureauMSP' };
  const verdict = await sign(network.attest(INVOICE, { endorsers: [operator, ...network.peers.slice(1)] }));
  expect(verdict).toMatchObject({ code: 'RECEIPT_ATTESTATION', failed: ['endorsements'] });
});

test('version 1, which has no place for reversals, drew an invoice that is reversed in part as if it were whole', async () => {
  const [version1] = RECEIPT_VERSIONS as [ReceiptVersion];
  const draw = async (attested: ReceiptSource): Promise<Verdict> => {
    const unsigned = version1.render(attested, readEvidence(attested));
    return verdictOf(verifyReceipt(await signUnsigned(unsigned, network.signer), network.trust, NOW));
  };
  expect(await draw(source)).toMatchObject({ valid: true });
  const reversed = network.attest(INVOICE, { status: reversedStatus(INVOICE) });
  const { use: _use, ...unused } = reversedStatus(INVOICE);
  const { reversal: _reversal, ...whole } = reversedStatus(INVOICE);
  for (const attested of [
    reversed,
    network.attest(INVOICE, { status: unused }),
    network.attest(INVOICE, { status: whole }),
    network.attest(redLetterOf(INVOICE)),
  ])
    expect(await draw(attested)).toMatchObject({ valid: false, code: 'RECEIPT_PAGE', failed: ['page'] });
});

async function sign(attested: ReceiptSource, now = NOW): Promise<Verdict> {
  const signer = signerOf(network.operator, network.platform);
  return verdictOf(verifyReceipt(await signed(attested, signer), network.trust, now));
}

/** Exchanges two different glyphs of the first text that matches. */
function swapFirst(text: string, pattern: RegExp): string {
  return text.replace(pattern, (all, hex: string) => {
    const glyphs = hex.match(/.{4}/g) as string[];
    const place = glyphs.findIndex((glyph) => glyph !== glyphs[0]);
    [glyphs[0], glyphs[place]] = [glyphs[place] as string, glyphs[0] as string];
    return all.replace(hex, glyphs.join(''));
  });
}
