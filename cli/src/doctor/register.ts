import { DELEGATE, type GatewayClient } from '@fapiao-ledger/client';
import type { ScopedKeyJson, TaxpayerJson } from '@fapiao-ledger/core';
import { publicKeyText } from '../identity/identity-file.js';
import { beijingTime } from '../output/beijing.js';
import { problemOf } from '../problem.js';
import type { Session } from '../session.js';
import { codeText } from '../words/label.js';
import { phrase } from '../words/phrase.js';
import { type Finding, failed, ok, warning } from './finding.js';
import { DAY_MS, REMINDERS } from './identity.js';

const CHECK = 'register';

/** Returns the register's entry of a taxpayer or officer. Auditors and operators are not in the register. */
export async function checkRegister(session: Session): Promise<readonly Finding[]> {
  const { code, role, key, keyEpoch } = await session.identity();
  if (code === undefined) return [];
  const client = await session.client();
  if (keyEpoch !== undefined) return [await checkFurtherKey(client, session.now())];
  if (role === 'officer') return [await checkOfficer(client, code)];
  const entry = await client
    .read<TaxpayerJson>(`/taxpayers/${code}`)
    .catch((error: unknown) => problemOf(error).detail);
  if (typeof entry === 'string')
    return [
      failed(
        CHECK,
        entry,
        phrase('Ask the tax bureau whether {code} is registered, and by which platform.', { code }),
      ),
    ];
  if (entry.status !== 'ACTIVE') {
    const reason = entry.statusReason ?? phrase('it gave no reason');
    const finding = phrase(
      'the tax bureau has suspended {code} ({reason}): every statement it signs is refused',
      { code, reason },
    );
    return [failed(CHECK, finding, phrase('Ask the tax bureau; only it can reinstate you.'))];
  }
  if (role !== DELEGATE && entry.publicKey !== publicKeyText(key)) {
    const cure = phrase(
      'Use the identity whose key is registered, or have the bureau enter yours: fapiao bureau amend {code}.',
      { code },
    );
    return [
      failed(
        CHECK,
        phrase('the register has another key of {code}: your statements are refused', { code }),
        cure,
      ),
    ];
  }
  return [ok(CHECK, phrase('the register has {code}, active, with your key', { code }))];
}

/** The gateway admits a further key only while the ledger has it. */
async function checkFurtherKey(client: GatewayClient, now: Date): Promise<Finding> {
  const answer = await client
    .read<{ key?: ScopedKeyJson }>('/key')
    .catch((error: unknown) => problemOf(error).detail);
  const cure = phrase('Make another key with the identity of the taxpayer: fapiao key new.');
  if (typeof answer === 'string') return failed(CHECK, answer, cure);
  const { name = '', scopes = [], until } = answer.key ?? {};
  const finding = phrase('the ledger has your key {name}, for {scopes}', {
    name,
    scopes: scopes.map(codeText).join(', '),
  });
  if (until === undefined) return ok(CHECK, phrase('{finding}, without an end', { finding }));
  const days = Math.floor((Date.parse(until) - now.getTime()) / DAY_MS);
  const reminder = REMINDERS.find((each) => days < each);
  if (reminder === undefined)
    return ok(CHECK, phrase('{finding}, until {until}', { finding, until: beijingTime(until) }));
  return warning(
    CHECK,
    phrase('{finding}; it ends in {days} days (fewer than {reminder})', { finding, days, reminder }),
    cure,
  );
}

/** The gateway admits an officer only with the registered key. */
async function checkOfficer(client: GatewayClient, code: string): Promise<Finding> {
  const refusal = await client.read<object>('/key').then(
    () => undefined,
    (error: unknown) => problemOf(error).detail,
  );
  if (refusal === undefined)
    return ok(CHECK, phrase('the register has officer {code}, with your key', { code }));
  const cure = phrase(
    'Have another officer register your key: fapiao bureau officer add {code} --public-key FILE.',
    { code },
  );
  return failed(CHECK, refusal, cure);
}
