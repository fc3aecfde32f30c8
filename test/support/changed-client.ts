import type { LedgerHome } from '@fapiao-ledger/network/home';
import type { LedgerClient } from '@fapiao-ledger/network/ledger-client';

/** The same home, whose client differs in some functions: it loses answers, waits, or cannot be reached. */
export function withClient(
  home: LedgerHome,
  change: (client: LedgerClient) => Partial<LedgerClient>,
): LedgerHome {
  const changed = change(home.client);
  const client = new Proxy(home.client, {
    get: (target, name) => {
      const owner = name in changed ? changed : target;
      const value: unknown = Reflect.get(owner, name);
      return typeof value === 'function' ? value.bind(owner) : value;
    },
  });
  return { ...home, client };
}
