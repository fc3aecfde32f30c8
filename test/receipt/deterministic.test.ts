import { createHash } from 'node:crypto';
import { accessSync } from 'node:fs';
import { delimiter, join } from 'node:path';
import {
  ATTESTATION_KIND,
  type AttestationJson,
  canonicalJson,
  type InvoiceJson,
  type InvoiceStatusJson,
  initialStatus,
  type LineJson,
  type ZeroRate,
} from '@fapiao-ledger/core';
import {
  RECEIPT_VERSIONS,
  type ReceiptSource,
  type ReceiptVersion,
  readEvidence,
  renderReceipt,
} from '@fapiao-ledger/receipt';
import { msp } from '@hyperledger/fabric-protos';
import { describe, expect, test } from 'vitest';
import { AS_OF, AttestingNetwork, CHANNEL, responsePayload } from '../support/attested.ts';
import {
  BUYER_CODE,
  pricedLine,
  redLetterOf,
  reversedStatus,
  SELLER_CODE,
  sampleInvoice,
  sampleLine,
} from '../support/invoices.ts';
import { run } from '../support/programs.ts';

/**
 * SHA-256 of unsigned receipts of each version: of `fixedSource`, of the same with characters that the first font lacks, of every
 * form and state that a page shows, and of one on a ledger with a check page. A change of a receipt's look, of a font, of pdfkit or of the compressor changes these
 * figures, and every receipt issued before then fails its page check. Such a change needs a new format version beside the old
 * one: docs/receipt-format.md, "Versions".
 */
const DIGESTS: Readonly<Record<string, Digests>> = {
  'fapiao-ledger receipt/1': {
    plain: '8ff0f009b92349764f3218abe70935950ce0f709f40a007c89e7d6e58c8b8cf2',
    fallback: 'bdb4bc88c5edd6f062c698a5d296281e37affffb3fc1979f4c396a039ede8f4e',
    forms: '3457b214f51db225c2bdc260e5f2607c2a0730646754cf5afd1704032222043f',
    linked: '42a5c51f7ee881c107b3c930c210def7c6788b1822076534a039b129f376ca17',
  },
  'fapiao-ledger receipt/2': {
    plain: '01f4e8d006dfc0b18f1ac77fb77d78acbc593a00417cb808c11ebb7c63970bff',
    fallback: 'a1cebed68f890e5bbc30622124250e0657447b0c5b1146eaab9b099438876475',
    forms: '855da440f24ae15eb1c1b4a7474c2d5b664356a41f83762f1c543f33d35ae8da',
    linked: 'b5a4a6d9a9b81afb97bb861f70c5552df90b8b20e49fe5e64481d5bc080b5ac5',
  },
};

type Digests = Readonly<Record<'plain' | 'fallback' | 'forms' | 'linked', string>>;

const CURRENT = RECEIPT_VERSIONS.at(-1) as ReceiptVersion;

/** The digest of receipts, one after the other. */
function digestOf(version: ReceiptVersion, ...sources: readonly ReceiptSource[]): string {
  const hash = createHash('sha256');
  for (const source of sources) hash.update(version.render(source, readEvidence(source)).bytes);
  return hash.digest('hex');
}

describe('the same source gives the same bytes', () => {
  test('every time, whatever was drawn before', async () => {
    const first = digestOf(CURRENT, fixedSource());
    const network = await AttestingNetwork.create();
    // Kangxi radicals, which the font draws with the glyphs of ordinary characters.
    renderReceipt(network.attest(sampleInvoice(1, { remark: '⼀⼆⼈⼝⼭' })));
    expect(digestOf(CURRENT, fixedSource())).toBe(first);
  });

  test.each(RECEIPT_VERSIONS)('as in format $producer', (version) => {
    const digests: Digests = {
      plain: digestOf(version, fixedSource()),
      fallback: digestOf(version, fixedSource({ remark: FALLBACK_REMARK })),
      forms: digestOf(version, ...FORMS.map(([invoice, status]) => fixedSource(invoice, status))),
      linked: digestOf(version, fixedSource({}, {}, { checkPage: 'https://check.example/' })),
    };
    expect(digests).toEqual(DIGESTS[version.producer]);
  });

  test('also of what only version 2 has a place for', () => {
    const [, version2] = RECEIPT_VERSIONS as [ReceiptVersion, ReceiptVersion];
    const sources = REVERSED.map(([invoice, status]) => fixedSource(invoice, status));
    expect(digestOf(version2, ...sources)).toBe(
      'a4bf1d8f538bd1770a16dae4355d8c46ca0e9f465363030fbe47da0fe74a727d',
    );
  });

  test.each([
    { TZ: 'America/St_Johns', LANG: 'de_DE.UTF-8', LC_ALL: 'de_DE.UTF-8' },
    { TZ: 'Asia/Shanghai', LANG: 'zh_CN.UTF-8', LC_ALL: 'zh_CN.UTF-8' },
    { TZ: 'Pacific/Apia', LANG: 'tr_TR.UTF-8', LC_ALL: 'C' },
  ])('under %o', (env) => {
    expect(digestBy(process.execPath, env)).toBe(DIGESTS[CURRENT.producer]?.plain);
  });

  const others = otherNodes();
  test.skipIf(others.length === 0)('by another major version of Node (needs one on the path)', () => {
    for (const node of others) expect(digestBy(node, {}), node).toBe(DIGESTS[CURRENT.producer]?.plain);
  });
});

const FALLBACK_REMARK = '𠮷野 Škoda 𪚥𬺰𮯠';

const LOCK = {
  company: BUYER_CODE,
  lockedAt: '2026-03-01T08:10:00Z',
  expiresAt: '2026-03-31T08:10:00Z',
};
const REDEMPTIONS = [SELLER_CODE, BUYER_CODE].map((company) => ({
  company,
  amount: '1.00',
  at: '2026-03-01T08:20:00Z',
}));

const RED = redLetterOf(sampleInvoice(2));

/** Every kind of invoice, buyer, line and state. */
const FORMS: readonly (readonly [Partial<InvoiceJson>, Partial<InvoiceStatusJson>])[] = [
  [{ type: 'SPECIAL' }, {}],
  [{ profile: 'SHENZHEN_2018', number: '14403261901112345678' }, {}],
  [{ buyer: { type: 'PERSON' } }, {}],
  [{ buyer: { type: 'BODY', name: '示范小学' } }, {}],
  [{ lines: (['EXEMPT', 'NOT_TAXED', 'ZERO_RATED'] as const).map(untaxedLine) }, {}],
  [{}, { state: 'LOCKED', lock: LOCK }],
  [{}, { rest: '1.00', redemptions: REDEMPTIONS }],
  [{}, { state: 'REDEEMED', rest: '0.00', redemptions: REDEMPTIONS }],
  [{}, { state: 'RED' }],
  [{}, { state: 'FROZEN', lock: LOCK, frozen: { at: '2026-03-01T08:25:00Z' } }],
];

/** A red-letter invoice, and an invoice that is reversed in part and in whole. */
const REVERSED: typeof FORMS = [
  [RED, initialStatus(RED)],
  [{}, reversedStatus(sampleInvoice(40))],
  [{}, { ...reversedStatus(sampleInvoice(40)), state: 'RED', rest: '0.00' }],
];

function untaxedLine(zeroRate: ZeroRate): LineJson {
  return pricedLine({ ...sampleLine(0), rate: '0', zeroRate });
}

/** A source without anything random. Its endorsements are not valid, which drawing does not check. */
function fixedSource(
  change: Partial<InvoiceJson> = {},
  status: Partial<InvoiceStatusJson> = {},
  more: Pick<AttestationJson, 'checkPage'> = {},
): ReceiptSource {
  const invoice = sampleInvoice(40, { remark: '⼀一 μµ', ...change });
  const attestation = {
    kind: ATTESTATION_KIND,
    channel: CHANNEL,
    asOf: AS_OF,
    invoice,
    status: { ...initialStatus(invoice), ...status },
    ...more,
  };
  const payload = responsePayload(canonicalJson(attestation));
  const endorsements = ['TaxBureauMSP', 'PlatformMSP'].map((mspId) => {
    const identity = new msp.SerializedIdentity();
    identity.setMspid(mspId);
    identity.setIdBytes(Buffer.from('a certificate'));
    return {
      endorser: Buffer.from(identity.serializeBinary()).toString('base64'),
      signature: 'c2lnbmF0dXJl',
    };
  });
  return { attestation: { payload: Buffer.from(payload).toString('base64'), endorsements } };
}

/** The digest that another process computes. */
function digestBy(node: string, env: NodeJS.ProcessEnv): string {
  const script = `
    import { createHash } from 'node:crypto';
    import { text } from 'node:stream/consumers';
    import { renderReceipt } from '@fapiao-ledger/receipt';
    const { bytes } = renderReceipt(JSON.parse(await text(process.stdin)));
    process.stdout.write(createHash('sha256').update(bytes).digest('hex'));`;
  const options = { input: JSON.stringify(fixedSource()), env: { ...process.env, NODE_OPTIONS: '', ...env } };
  return run(node, ['--input-type=module', '-e', script], options).output;
}

/** Nodes on the path of another major version than this one. */
function otherNodes(): string[] {
  const candidates = (process.env.PATH ?? '').split(delimiter).map((folder) => join(folder, 'node'));
  const major = (version: string): string => version.trim().split('.')[0] as string;
  return [...new Set(candidates)].filter((node) => {
    try {
      accessSync(node);
    } catch {
      return false;
    }
    return major(run(node, ['--version']).output) !== major(process.version);
  });
}
