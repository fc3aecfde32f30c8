import { isPersonId, type TaxpayerJson } from '@fapiao-ledger/core';
import { useEffect, useState } from 'react';
import type { PortalIdentity } from '../../shared/identity/portal-identity.ts';
import type { Session } from '../../shared/session.ts';
import type { Store } from '../../shared/store.ts';

const KIND = 'own-name';
const NAME = 'register';

/** Returns the names of identities in the register, by id, as they were when each was last used here. */
export async function namesOf(
  store: Store,
  identities: readonly PortalIdentity[],
): Promise<ReadonlyMap<string, string>> {
  const names = await Promise.all(identities.map(async ({ id }) => [id, await keptName(store, id)] as const));
  return new Map(names.filter((entry): entry is readonly [string, string] => entry[1] !== undefined));
}

/**
 * Returns the taxpayer's own name in the register, which a gateway gives to the taxpayer alone. Persons and officers have no name on the
 * ledger.
 */
export function useOwnName(session: Session, store: Store): string | undefined {
  const { id, code, role } = session.identity;
  const [name, setName] = useState<string>();
  useEffect(() => {
    if (role !== 'taxpayer' || isPersonId(code)) return;
    const read = async (): Promise<void> => {
      setName(await keptName(store, id));
      const { name: registered } = await session.read<TaxpayerJson>(`/taxpayers/${code}`);
      if (typeof registered !== 'string') return;
      setName(registered);
      await store.keepRecord(id, KIND, NAME, registered, Date.now());
    };
    read().catch(() => {
      // The name only helps to read: without an answer the code stands alone, and each page says what failed.
    });
  }, [session, store, id, code, role]);
  return name;
}

async function keptName(store: Store, id: string): Promise<string | undefined> {
  const [record] = await store.records<string>(id, KIND);
  return record?.value;
}
