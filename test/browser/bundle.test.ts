import type { webcrypto } from 'node:crypto';
import { createServer, type Server } from 'node:http';
import type { AddressInfo } from 'node:net';
import { gzipSync } from 'node:zlib';
import type * as client from '@fapiao-ledger/client';
import type * as drafts from '@fapiao-ledger/client/drafts';
import type * as core from '@fapiao-ledger/core';
import { createAuthority, validFromNow } from '@fapiao-ledger/network/ca';
import { cryptography } from '@fapiao-ledger/pki';
import type { Browser, Page } from 'playwright-core';
import { type OutputChunk, rolldown } from 'rolldown';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { CHROMIUM, openBrowser } from '../support/chromium.ts';
import { exportsOf, ordersOf } from '../support/table-exports.ts';

const KIB = 1024;
/** Size limit of the minified, compressed bundle in bytes, of which 10 KiB are the readers of tables: a phone loads it. Raise it only for code that a page needs. */
const GZIP_MAX = 88 * KIB;

/** The packages whose files the bundle may contain. */
const OWN = /\/(chaincode\/core|gateway\/client)\/dist\/|\/test\/browser\/entry\.ts$/;
const LIBRARIES = /\/node_modules\/@noble\/hashes\//;

async function bundle(entry: string): Promise<OutputChunk> {
  const build = await rolldown({ input: entry, platform: 'browser' });
  const { output } = await build.generate({ format: 'es', minify: true });
  await build.close();
  const [chunk, ...more] = output;
  expect(more).toEqual([]);
  return chunk;
}

let chunk: OutputChunk;
beforeAll(async () => {
  chunk = await bundle(new URL('./entry.ts', import.meta.url).pathname);
});

describe('core, client and drafts in one bundle for a browser', () => {
  test('import nothing of Node.js, nothing of Fabric and no other library than theirs', () => {
    expect([...chunk.imports, ...chunk.dynamicImports]).toEqual([]);
    const strangers = chunk.moduleIds.filter(
      (id) => !OWN.test(id) && !LIBRARIES.test(id) && !id.startsWith('\0rolldown/'),
    );
    expect(strangers).toEqual([]);
    expect(chunk.code).not.toMatch(/\bnode:|\brequire\("/);
  });

  test('have a size that a phone loads', () => {
    const size = gzipSync(chunk.code).length;
    console.info(
      `core, client and drafts: ${(chunk.code.length / KIB).toFixed(1)} KiB, ${(size / KIB).toFixed(1)} KiB gzip`,
    );
    expect(size).toBeLessThan(GZIP_MAX);
  });
});

const PAGE = `<!doctype html><title>bundle</title>
<script type="module">import * as packages from '/bundle.js'; globalThis.packages = packages;</script>`;

type Packages = {
  readonly client: typeof client;
  readonly core: typeof core;
  readonly drafts: typeof drafts;
};

const withBrowser = CHROMIUM === undefined ? describe.skip : describe;

withBrowser('the bundle in Chromium (needs chromium)', () => {
  let server: Server;
  let browser: Browser;
  let page: Page;
  beforeAll(async () => {
    server = createServer((request, response) => {
      const isScript = request.url === '/bundle.js';
      response.setHeader('content-type', isScript ? 'text/javascript' : 'text/html');
      response.end(isScript ? chunk.code : PAGE);
    });
    await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
    browser = await openBrowser();
    page = await browser.newPage();
    await page.goto(`http://127.0.0.1:${(server.address() as AddressInfo).port}/`);
    await page.waitForFunction(() => 'packages' in globalThis);
  });
  afterAll(async () => {
    await browser.close();
    server.close();
  });

  test('signs a statement that the ledger takes, with a key that cannot leave the browser', async () => {
    const signed = await page.evaluate(async () => {
      const { packages } = globalThis as unknown as { packages: Packages };
      const algorithm = { name: 'ECDSA', namedCurve: 'P-256' };
      const pair = await crypto.subtle.generateKey(algorithm, false, ['sign', 'verify']);
      const { privateKey: key, publicKey } = pair as webcrypto.CryptoKeyPair;
      const request = {
        actor: '91110108551385082Q',
        operation: 'lock',
        requestId: 'request-1',
        body: { invoices: [] },
      } as const;
      const terms = {
        ledger: '1e'.repeat(32),
        contract: 'fapiao',
        keyEpoch: '0'.repeat(16),
        notAfter: '2026-03-01T10:00:00Z',
      };
      const { signature } = await packages.client.sealRequest({ key }, request, terms);
      const text = packages.core.statementText(terms, await packages.client.digestOfRequest(request));
      const spki = new Uint8Array(await crypto.subtle.exportKey('spki', publicKey));
      return { text, signature, publicKey: packages.core.encodeBase64(spki), isExtractable: key.extractable };
    });
    expect(signed.isExtractable).toBe(false);
    expect(cryptography.verify(signed.publicKey, signed.text, signed.signature)).toBe('valid');
  });

  test('reads the tables that spreadsheets write as Node.js does', async () => {
    const files = exportsOf(ordersOf('订单', 5)).map(({ format, bytes }) => ({ format, bytes: [...bytes] }));
    const read = await page.evaluate(async (tables) => {
      const { packages } = globalThis as unknown as { packages: Packages };
      return await Promise.all(
        tables.map(async ({ format, bytes }) => {
          const { rows } = await packages.drafts.readDraftRows(format, Uint8Array.from(bytes));
          const all = rows.map((row) => packages.drafts.completeDraft(row.read(), '91440300708461136T'));
          return all.map((draft) => packages.drafts.contentDigest(draft)).sort();
        }),
      );
    }, files);
    expect(read).toHaveLength(10);
    for (const digests of read) expect(digests).toEqual(read[0]);
  });

  test('makes a token that carries the certificate of its owner', async () => {
    const { certificate } = await createAuthority({
      mspId: 'PlatformMSP',
      organization: '示范开票平台',
      validity: validFromNow(30),
    });
    const token = await page.evaluate(async (pem) => {
      const { packages } = globalThis as unknown as { packages: Packages };
      const algorithm = { name: 'ECDSA', namedCurve: 'P-256' };
      const pair = await crypto.subtle.generateKey(algorithm, false, ['sign', 'verify']);
      const { privateKey: key } = pair as webcrypto.CryptoKeyPair;
      return await packages.client.accessToken({ certificate: pem, key }, 'fapiao', new Date());
    }, certificate);
    const head = JSON.parse(Buffer.from(token.split('.')[0] as string, 'base64url').toString());
    expect(head).toMatchObject({ x5c: [certificate.replaceAll(/-----[A-Z ]+-----|\s/g, '')] });
  });
});
