import { canonicalJson } from '@fapiao-ledger/core';
import type { TrustFile } from '@fapiao-ledger/pki';
import { problemOf } from '../problem.js';
import { readTrust } from '../trust/read-trust.js';
import { phrase } from '../words/phrase.js';
import { type Finding, failed, ok, warning } from './finding.js';

/** A statement is signed for one channel; the ledger of another channel refuses it. */
export function checkChannel(channel: string, trust: TrustFile): Finding {
  if (channel === trust.channel)
    return ok('channel', phrase('you sign for {channel}, as the gateway’s network is named', { channel }));
  const finding = phrase('you sign for channel {channel}, the gateway serves {served}', {
    channel,
    served: trust.channel,
  });
  return failed(
    'channel',
    finding,
    phrase('Use --channel {channel} (FAPIAO_CHANNEL, fapiao login), or another gateway.', {
      channel: trust.channel,
    }),
  );
}

/** Compares the trust file of this machine, against which receipts are checked, with the gateway's. */
export async function checkTrust(file: string | undefined, trust: TrustFile): Promise<Finding> {
  if (file === undefined) {
    const cure = phrase(
      'Run fapiao trust fetch, and compare its fingerprints with those the tax bureau publishes.',
    );
    return warning(
      'trust',
      phrase('no trust file is named: receipts can be checked only with --trust'),
      cure,
    );
  }
  const own = await readTrust(file).catch((error: unknown) => `${file}: ${problemOf(error).detail}`);
  if (typeof own === 'string') {
    return failed('trust', own, phrase('Fetch it again: fapiao trust fetch.'));
  }
  if (canonicalJson(own) === canonicalJson(trust))
    return ok('trust', phrase('{file} equals the gateway’s trust file', { file }));
  const cure = phrase(
    'Ask the tax bureau which is right. If the network has changed: fapiao trust fetch --force; if not, do not use this gateway.',
  );
  return failed(
    'trust',
    phrase('{file} and the gateway differ in {fields}', { file, fields: differences(own, trust) }),
    cure,
  );
}

function differences(own: TrustFile, other: TrustFile): string {
  const fields = [
    'channel',
    'chaincode',
    'ledger',
    'authorities',
    'taxpayerAuthorities',
    'policy',
    'revoked',
  ] as const;
  return fields
    .filter((field) => canonicalJson(own[field] ?? null) !== canonicalJson(other[field] ?? null))
    .join(', ');
}
