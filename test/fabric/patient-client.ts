import { setTimeout as delay } from 'node:timers/promises';
import { DomainError } from '@fapiao-ledger/core';
import type { ContractCall, LedgerClient } from '@fapiao-ledger/network/ledger-client';
import type { Identity } from '@fapiao-ledger/pki';

const PATIENCE_MS = 20_000;
const PAUSE_MS = 100;

/**
 * The same client, which asks again while a peer says that something does not exist. A peer that has just
 * started is some blocks behind, and refuses what follows from them; nothing is ordered by a refusal.
 */
export function patient<Client extends LedgerClient>(client: Client): Client {
  const repeated =
    <Answer>(ask: (identity: Identity, call: ContractCall) => Promise<Answer>) =>
    async (identity: Identity, call: ContractCall): Promise<Answer> => {
      const end = Date.now() + PATIENCE_MS;
      for (;;) {
        try {
          return await ask(identity, call);
        } catch (error) {
          const isMissing = error instanceof DomainError && error.code.endsWith('_NOT_FOUND');
          if (!isMissing || Date.now() >= end) throw error;
          await delay(PAUSE_MS);
        }
      }
    };
  const changed = {
    submit: repeated(client.submit.bind(client)),
    endorse: repeated(client.endorse.bind(client)),
    evaluate: repeated(client.evaluate.bind(client)),
  };
  return new Proxy(client, {
    get: (target, name) => {
      const owner = name in changed ? changed : target;
      const value: unknown = Reflect.get(owner, name);
      return typeof value === 'function' ? value.bind(owner) : value;
    },
  });
}
