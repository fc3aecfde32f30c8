import { errorOfAnswer } from '@fapiao-ledger/client';
import { type IdentityFile, identityFileText, isJsonObject } from '@fapiao-ledger/core';
import { PortalError } from '../portal-error.ts';
import { ledgerOfTrust } from './pinned-ledger.ts';
import { identityFromFile, type PortalIdentity } from './portal-identity.ts';

/**
 * Enters with the token that the gateway of an embedded ledger has printed for its operator.
 *
 * @param samples whether to make the sample parties that are missing
 * @returns the parties, whose keys cannot be read out of this browser any more
 * @throws {PortalError} way-in-used, and what `identityFromFile` throws
 */
export async function enterByToken(
  gateway: URL,
  token: string,
  samples: boolean,
  now: number,
): Promise<readonly PortalIdentity[]> {
  const answer = await fetch(new URL('/way-in', gateway), {
    method: 'POST',
    headers: { 'content-type': 'application/json' },
    body: JSON.stringify({ token, samples }),
  });
  if (answer.status === 404) throw new PortalError('way-in-used');
  if (!answer.ok) throw await errorOfAnswer(answer);
  const body: unknown = await answer.json();
  if (!isJsonObject(body) || !Array.isArray(body.identities)) throw new PortalError('ledger-unreadable');
  const { id, contract, channel } = isJsonObject(body.ledger) ? body.ledger : {};
  const ledger = ledgerOfTrust({ ledger: id, chaincode: contract, channel });
  const files = body.identities as unknown as readonly IdentityFile[];
  return await Promise.all(
    files.map(async (file) => await identityFromFile(identityFileText(file), ledger, now)),
  );
}
