import { exchange } from '@fapiao-ledger/client';
import { messageOf } from '@fapiao-ledger/core';
import { parseTrustFile, type TrustFile } from '@fapiao-ledger/pki';
import type { Settings } from '../settings.js';
import { phrase } from '../words/phrase.js';
import { type Finding, failed, ok } from './finding.js';

/** The trust file of a gateway, and the time of its answer. */
export interface GatewayAnswer {
  readonly trust: TrustFile;
  /** Milliseconds since 1970 by the gateway's clock, to the second; NaN when the answer has no date. */
  readonly date: number;
}

const CHECK = 'gateway';

/** Asks once. The reader of the finding decides whether to try again. */
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
    return {
      finding: ok(CHECK, phrase('{origin} answers', { origin: gateway.origin })),
      answer: { trust, date },
    };
  } catch (error) {
    const cure = phrase(
      'Is the address right (--gateway, FAPIAO_GATEWAY, fapiao login)? Does the gateway run, and may you reach it?',
    );
    const message = messageOf(error);
    const words = message.includes(gateway.origin) ? message : `${gateway.origin}: ${message}`;
    return { finding: failed(CHECK, words, cure) };
  }
}
