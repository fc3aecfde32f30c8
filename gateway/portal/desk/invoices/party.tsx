import type { InvoiceSummary } from '@fapiao-ledger/client';

/** The parties that an invoice names. */
interface Named {
  readonly seller: InvoiceSummary['seller'];
  readonly buyer: { readonly type: string; readonly code?: string; readonly name?: string };
}

/**
 * Returns the name of a taxpayer when it is a party of an invoice that the caller may read; undefined for all others, because a gateway tells
 * no caller the name of another taxpayer.
 */
export function nameOf(code: string, { seller, buyer }: Named): string | undefined {
  if (code === seller.code) return seller.name;
  return code === buyer.code ? buyer.name : undefined;
}

/** The name of a taxpayer, if the invoice has it, and the code. */
export function Party({ code, of }: { readonly code: string; readonly of: Named }) {
  const name = nameOf(code, of);
  if (name === undefined) return <>{code}</>;
  return (
    <>
      {name} <span className="quiet">{code}</span>
    </>
  );
}
