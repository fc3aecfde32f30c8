import type { VNode } from 'preact';
import { isCompany, type Party } from '../../shared/party-code.ts';
import { AsOf } from './as-of.tsx';
import { InvoiceCards } from './held-list.tsx';
import { useCopy } from './use-copy.ts';
import { useWallet } from './wallet-context.ts';

/** Chooses an invoice for the taxpayer whose code was opened by a camera outside of the wallet. */
export function PartyPage({ party }: { readonly party: Party }): VNode {
  const { book, words } = useWallet();
  const shown = useCopy(book.list);
  const open = (shown.copy?.value ?? []).filter(({ state }) => state === 'OPEN');
  const fields = new URLSearchParams({ party: party.code, ...(party.name && { name: party.name }) });
  return (
    <>
      <h1>{words.choosePass}</h1>
      <p class="lead">
        {party.name} {party.code}
      </p>
      <AsOf shown={shown} />
      <InvoiceCards
        invoices={open}
        isLive={shown.state === 'live'}
        addressOf={({ number }) =>
          `#/held/${number}/${isCompany(party) ? 'hand-in' : 'pass'}?${fields.toString()}`
        }
      />
    </>
  );
}
