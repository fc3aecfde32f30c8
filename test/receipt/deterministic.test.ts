import { createHash } from 'node:crypto';
import { accessSync } from 'node:fs';
import { delimiter, join } from 'node:path';
import { ATTESTATION_KIND, canonicalJson, initialStatus } from '@fapiao-ledger/core';
import { type ReceiptSource, renderReceipt } from '@fapiao-ledger/receipt';
import { msp } from '@hyperledger/fabric-protos';
import { describe, expect, test } from 'vitest';
import { AS_OF, AttestingNetwork, CHANNEL, responsePayload } from '../support/attested.ts';
import { sampleInvoice } from '../support/invoices.ts';
import { run } from '../support/programs.ts';

/**
 * SHA-256 of the unsigned receipt of `fixedSource`. A change of a receipt's look, of a font, of pdfkit or of the
 * compressor changes this figure, and every receipt issued before then fails its page check. Such a change needs a new
 * format version beside the old one: docs/receipt-format.md, "Versions".
 */
const FORMAT_1 = '8ff0f009b92349764f3218abe70935950ce0f709f40a007c89e7d6e58c8b8cf2';

/** The same with a rare ideograph and a letter that the first font lacks in it. */
const FORMAT_1_FALLBACK = 'bdb4bc88c5edd6f062c698a5d296281e37affffb3fc1979f4c396a039ede8f4e';

const digestOf = (source: ReceiptSource): string =>
  createHash('sha256').update(renderReceipt(source).bytes).digest('hex');

describe('the same source gives the same bytes', () => {
  test('every time, whatever was drawn before', async () => {
    const first = digestOf(fixedSource());
    const network = await AttestingNetwork.create();
    // Kangxi radicals, which the font draws with the glyphs of ordinary characters.
    renderReceipt(network.attest(sampleInvoice(1, { remark: '⼀⼆⼈⼝⼭' })));
    expect(digestOf(fixedSource())).toBe(first);
  });

  test('as in format version 1', () => {
    expect(digestOf(fixedSource())).toBe(FORMAT_1);
    expect(digestOf(fixedSource(FALLBACK_REMARK))).toBe(FORMAT_1_FALLBACK);
  });

  test.each([
    { TZ: 'America/St_Johns', LANG: 'de_DE.UTF-8', LC_ALL: 'de_DE.UTF-8' },
    { TZ: 'Asia/Shanghai', LANG: 'zh_CN.UTF-8', LC_ALL: 'zh_CN.UTF-8' },
    { TZ: 'Pacific/Apia', LANG: 'tr_TR.UTF-8', LC_ALL: 'C' },
  ])('under %o', (env) => {
    expect(digestBy(process.execPath, env)).toBe(FORMAT_1);
  });

  const others = otherNodes();
  test.skipIf(others.length === 0)('by another major version of Node (needs one on the path)', () => {
    for (const node of others) expect(digestBy(node, {}), node).toBe(FORMAT_1);
  });
});

const FALLBACK_REMARK = '𠮷野 Škoda 𪚥𬺰𮯠';

/** A source without anything random. Its endorsements are not valid, which drawing does not check. */
function fixedSource(remark = '⼀一 μµ'): ReceiptSource {
  const invoice = sampleInvoice(40, { remark });
  const attestation = {
    kind: ATTESTATION_KIND,
    channel: CHANNEL,
    asOf: AS_OF,
    invoice,
    status: initialStatus(invoice),
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
