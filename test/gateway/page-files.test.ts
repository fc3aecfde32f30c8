import { once } from 'node:events';
import { rm, writeFile } from 'node:fs/promises';
import { createServer } from 'node:http';
import { createRequire } from 'node:module';
import type { AddressInfo } from 'node:net';
import { join } from 'node:path';
import type { ErrorRequestHandler, Express, RequestHandler } from 'express';
import { describe, expect, test } from 'vitest';
import { compressed } from '../../gateway/src/http/compressed.ts';
import { filesOf } from '../../gateway/src/http/portal.ts';
import { temporaryFolder } from '../support/processes.ts';

const fromGateway = createRequire(new URL('../../gateway/package.json', import.meta.url));
const express = fromGateway('express') as () => Express;

/** Answers requests by a handler while a test asks. */
async function serving(handler: RequestHandler, ask: (address: string) => Promise<void>): Promise<void> {
  const failed: ErrorRequestHandler = (_error, _request, response, _next) => void response.sendStatus(500);
  const server = createServer(express().use(handler, failed)).listen(0, '127.0.0.1');
  await once(server, 'listening');
  try {
    await ask(`http://127.0.0.1:${(server.address() as AddressInfo).port}`);
  } finally {
    server.close();
  }
}

describe('a page of the documentation', () => {
  test('is read again after a failed read, and only then', async () => {
    let reads = 0;
    const read = async (): Promise<Buffer> => {
      reads += 1;
      if (reads === 1) throw new Error('too many open files');
      return Buffer.from('<p>page</p>');
    };
    await serving(compressed({ type: 'text/html', cacheSeconds: 0, read }), async (address) => {
      expect((await fetch(address)).status).toBe(500);
      for (const encoding of ['gzip', 'identity', 'gzip']) {
        const answer = await fetch(address, { headers: { 'Accept-Encoding': encoding } });
        expect(await answer.text()).toBe('<p>page</p>');
      }
    });
    expect(reads).toBe(2);
  });
});

describe('a file of the portal', () => {
  test('is answered also after a later build has removed it', async () => {
    const folder = await temporaryFolder();
    await writeFile(join(folder, 'index.html'), '<p>portal</p>');
    await writeFile(join(folder, 'index.html.gz'), 'compressed');
    const handler = filesOf(folder);
    await rm(folder, { recursive: true });
    await serving(handler, async (address) => {
      const headers = { 'Accept-Encoding': 'identity' };
      expect(await (await fetch(address, { headers })).text()).toBe('<p>portal</p>');
      expect((await fetch(`${address}/absent.js`)).status).toBe(404);
      expect(await (await fetch(`${address}/index.html`, { headers })).text()).toBe('<p>portal</p>');
    });
  });
});
