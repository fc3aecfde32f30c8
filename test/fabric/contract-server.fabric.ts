import { once } from 'node:events';
import { readFileSync } from 'node:fs';
import type { AddressInfo } from 'node:net';
import { join } from 'node:path';
import { connect, createServer, type SecureVersion } from 'node:tls';
import type { readNetworkFile } from '@fapiao-ledger/network/fabric';
import { describe, expect, inject, test } from 'vitest';

const home = inject('fabricHome') ?? '';
/** What begins HTTP/2 (RFC 9113): the preface and empty settings, which a server answers with its own. */
const PREFACE = Buffer.concat([
  Buffer.from('PRI * HTTP/2.0\r\n\r\nSM\r\n\r\n'),
  Buffer.from([0, 0, 0, 4, 0, 0, 0, 0, 0]),
]);

/** So that old versions are refused by the other side, and not by OpenSSL in this process. */
const OLD_TOO = { minVersion: 'TLSv1', ciphers: 'DEFAULT@SECLEVEL=0' } as const;

type NetworkFile = ReturnType<typeof readNetworkFile>;

interface Connection {
  readonly address: string;
  readonly client_key: string;
  readonly client_cert: string;
  readonly root_cert: string;
}

/** Returns how a peer dials the server of the contract that is on the channel now: of others the server has ended. */
function connectionOf(peer: string): Connection {
  const { definition } = JSON.parse(readFileSync(join(home, 'network.json'), 'utf8')) as NetworkFile;
  const file = join(home, 'nodes', peer, 'connections', `${definition?.label}.json`);
  return JSON.parse(readFileSync(file, 'utf8')) as Connection;
}

/** Whether a server speaks HTTP/2 with a client that shows a certificate, or none. */
async function answers(
  { address, root_cert }: Connection,
  shown: { readonly key?: string; readonly cert?: string; readonly maxVersion?: SecureVersion },
): Promise<boolean> {
  const [host = '', port = ''] = address.split(':');
  const socket = connect({
    host,
    port: Number(port),
    ca: root_cert,
    ALPNProtocols: ['h2'],
    ...OLD_TOO,
    ...shown,
  });
  const { promise, resolve } = Promise.withResolvers<boolean>();
  socket.once('secureConnect', () => socket.write(PREFACE));
  socket.once('data', () => resolve(true));
  // Under TLS 1.3 a client learns after its handshake that its certificate was refused.
  socket.once('error', () => resolve(false)).once('close', () => resolve(false));
  return promise.finally(() => socket.destroy());
}

describe.skipIf(home === '')(`the server of the contract${inject('fabricMissing')}`, () => {
  const bureau = home === '' ? undefined : connectionOf('peer-bureau');
  const own = { key: bureau?.client_key ?? '', cert: bureau?.client_cert ?? '' };

  test('speaks with its peer', async () => {
    expect(await answers(bureau as Connection, own)).toBe(true);
  });

  test('speaks with no client that shows no certificate', async () => {
    expect(await answers(bureau as Connection, {})).toBe(false);
  });

  test('speaks with no peer of another organization', async () => {
    const { client_key: key, client_cert: cert } = connectionOf('peer-platform');
    expect(await answers(bureau as Connection, { key, cert })).toBe(false);
  });

  test.each(['TLSv1', 'TLSv1.1'] as const)('speaks no %s', async (maxVersion) => {
    expect(await answers(bureau as Connection, { ...own, maxVersion })).toBe(false);
  });
});

describe.skipIf(home === '')(`peers and orderers${inject('fabricMissing')}`, () => {
  const { peers, orderers } = (
    home === '' ? { peers: [], orderers: [] } : JSON.parse(readFileSync(join(home, 'network.json'), 'utf8'))
  ) as Record<'peers' | 'orderers', readonly { readonly address: string; readonly tlsCa: string }[]>;

  test('speak TLS 1.2 and newer alone', async () => {
    for (const { address, tlsCa } of [...peers, ...orderers]) {
      const node = { address, root_cert: readFileSync(tlsCa, 'utf8'), client_key: '', client_cert: '' };
      expect(await answers(node, { maxVersion: 'TLSv1.2' }), address).toBe(true);
      expect(await answers(node, { maxVersion: 'TLSv1.1' }), address).toBe(false);
    }
  });

  test('are asked for old versions by a client that would speak them', async () => {
    const { client_key: key, client_cert: cert, root_cert } = connectionOf('peer-bureau');
    const server = createServer({ key, cert, ...OLD_TOO }, (socket) => socket.end('settings'));
    server.listen(0, '127.0.0.1');
    await once(server, 'listening');
    const address = `127.0.0.1:${(server.address() as AddressInfo).port}`;
    const node = { address, root_cert, client_key: '', client_cert: '' };
    expect(await answers(node, { maxVersion: 'TLSv1.1' })).toBe(true);
    server.close();
  });
});
