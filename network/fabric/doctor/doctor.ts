import { SetupError } from '../setup-error.js';
import { access } from './access.js';
import { binaries } from './binaries.js';
import { chaincodeServers } from './chaincode-servers.js';
import { channel } from './channel.js';
import { clock } from './clock.js';
import { discovery } from './discovery.js';
import { expiry } from './expiry.js';
import type { Check, Finding, Trouble } from './finding.js';
import { membership } from './membership.js';
import { policy } from './policy.js';
import { reachable } from './reachable.js';
import { roles } from './roles.js';
import { signatures } from './signatures.js';
import type { Subject } from './subject.js';
import { tls } from './tls.js';

/** The checks in order: this machine before other machines, a cause before its effects. */
const CHECKS: readonly Check[] = [
  binaries,
  expiry,
  membership,
  roles,
  signatures,
  reachable,
  tls,
  clock,
  channel,
  access,
  discovery,
  chaincodeServers,
  policy,
];

/** Makes all checks of a network. Changes nothing. */
export async function examine(subject: Subject): Promise<readonly Finding[]> {
  const findings: Finding[] = [];
  for (const check of CHECKS) findings.push(await lookAt(check, subject));
  return findings;
}

async function lookAt(check: Check, subject: Subject): Promise<Finding> {
  const troubles = await check.look(subject).catch((error: unknown) => [notLookedAt(error)]);
  const isFailed = troubles.some(({ verdict }) => verdict === 'failed');
  if (troubles.length === 0) return { check: check.name, verdict: 'ok', finding: check.whenFine, cure: '' };
  return {
    check: check.name,
    verdict: isFailed ? 'failed' : 'warning',
    finding: [...new Set(troubles.map(({ finding }) => finding))].join('; '),
    cure: [...new Set(troubles.map(({ cure }) => cure))].join(' '),
  };
}

/** Returns a failure for a check that could not be made, because it has not shown that all is well. */
function notLookedAt(error: unknown): Trouble {
  const cure = error instanceof SetupError ? error.cure : 'Repair the failures above, and try again.';
  return { verdict: 'failed', finding: error instanceof Error ? error.message : String(error), cure };
}
