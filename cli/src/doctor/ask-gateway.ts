import { exchange } from '@fapiao-ledger/client';
import { messageOf } from '@fapiao-ledger/core';
import { parseTrustFile, type TrustFile } from '@fapiao-ledger/pki';
import type { Settings } from '../settings.js';
import { type Finding, failed, ok } from './finding.js';

/** What a gateway says of its network, and when it said so. */
export interface GatewayAnswer {
  readonly trust: TrustFile;
  /** Milliseconds since 1970 by the gateway's clock, to the second; not a number when it tells none. */
  readonly date: number;
}

const CHECK = 'gateway';

/** Asks once: whether to try again is for who reads the finding. */
export async function askGateway({
  gateway,
  timeoutMs,
}: Settings): Promise<{ readonly finding: Finding; readonly answer?: GatewayAnswer }> {
  const url = new URL(`${gateway.href.replace(/\/$/, '')}/v1/network`);
  try {
    const response = await exchange({
      url,
      method: 'GET',
      headers: { accept: 'application/json' },
      timeoutMs,
    });
    const trust = parseTrustFile(await response.json());
    const date = Date.parse(response.headers.get('date') ?? '');
    return { finding: ok(CHECK, `${gateway.origin} answers`), answer: { trust, date } };
  } catch (error) {
    const cure =
      'Is the address right (--gateway, FAPIAO_GATEWAY, fapiao login)? Does the gateway run, and may you reach it?';
    const message = messageOf(error);
    const words = message.includes(gateway.origin) ? message : `${gateway.origin}: ${message}`;
    return { finding: failed(CHECK, words, cure) };
  }
}
