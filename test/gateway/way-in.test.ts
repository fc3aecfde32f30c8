import { once } from 'node:events';
import { mkdir, rm } from 'node:fs/promises';
import { type IncomingMessage, request } from 'node:http';
import { join } from 'node:path';
import { present } from '@fapiao-ledger/core';
import { readConfig } from '@fapiao-ledger/gateway/config';
import { offersWayIn } from '@fapiao-ledger/gateway/way-in/way-in';
import { afterAll, beforeAll, describe, expect, test, vi } from 'vitest';
import { temporaryFolder } from '../support/processes.ts';
import { type StartedGateway, startGateway } from '../support/started-gateway.ts';

interface Entered {
  readonly ledger: { readonly id: string; readonly contract: string; readonly channel: string };
  readonly identities: readonly { readonly role: string; readonly code?: string }[];
}

describe('a way in is offered', () => {
  const isOffered = (settings: Readonly<Record<string, string>>): boolean =>
    offersWayIn(readConfig(settings));

  test('on an embedded ledger that only this machine reaches', () => {
    expect([isOffered({}), isOffered({ HOST: '::1' })]).toEqual([true, true]);
  });

  test.each([
    ['the operator does not want it', { FAPIAO_WAY_IN: 'none' }],
    ['every interface listens', { HOST: '0.0.0.0' }],
    ['a proxy brings callers from elsewhere', { FAPIAO_PROXIES: '1' }],
    ['the ledger is a Fabric network', { FAPIAO_LEDGER: 'fabric' }],
  ])('unless %s', (_, settings) => {
    expect(isOffered(settings)).toBe(false);
  });
});

describe('the way in of a started gateway', () => {
  let gateway: StartedGateway;
  let token: string;
  let home: string;

  beforeAll(async () => {
    home = join(await temporaryFolder(), 'data');
    gateway = await startGateway(home, {});
    const address = /\/desk\/#\/enter\/([\w-]{43})/;
    token = await vi.waitFor(() => present(address.exec(gateway.lines.join('\n'))?.[1], 'the way in'));
  });
  afterAll(async () => await gateway.stop('SIGTERM'));

  /** Enters with headers that a browser sets and a program may forge, which `fetch` would not send. */
  async function enter(
    given: string,
    headers: Readonly<Record<string, string>> = {},
  ): Promise<{ status: number | undefined; body: string }> {
    const call = request(`${gateway.url}/way-in`, {
      method: 'POST',
      headers: { 'content-type': 'application/json', ...headers },
    });
    call.end(JSON.stringify({ token: given, samples: true }));
    const [response] = (await once(call, 'response')) as [IncomingMessage];
    return { status: response.statusCode, body: Buffer.concat(await response.toArray()).toString() };
  }

  test('takes no other token, no other name of this machine, and no page of another site', async () => {
    const tried = [
      await enter(`${token.slice(0, -1)}${token.endsWith('A') ? 'B' : 'A'}`),
      await enter(''),
      await enter(token, { host: 'evil.example' }),
      await enter(token, { origin: 'http://evil.example' }),
    ];
    expect(tried.map(({ status }) => status)).toEqual([404, 404, 404, 404]);
  });

  test('is not used up by a failure', async () => {
    const unreadable = join(home, 'identities', 'unreadable.json');
    await mkdir(unreadable);
    expect((await enter(token)).status).toBe(500);
    await rm(unreadable, { recursive: true });
  });

  test('hands over officer and sample parties once, and no operator', async () => {
    // A forwarded port: what listens there on this machine is another program.
    const forwarded = '127.0.0.1:1';
    const { status, body } = await enter(token, { host: forwarded, origin: `http://${forwarded}` });
    expect(status).toBe(200);
    const { ledger, identities } = JSON.parse(body) as Entered;
    expect(ledger).toMatchObject({ contract: 'fapiao', channel: 'fapiao' });
    expect(identities.map(({ role }) => role).toSorted()).toEqual([
      'officer',
      'taxpayer',
      'taxpayer',
      'taxpayer',
    ]);
    const network = (await (await fetch(`${gateway.url}/v1/network`)).json()) as { ledger: string };
    expect(network.ledger).toBe(ledger.id);
    expect((await enter(token)).status).toBe(404);
  });
});
