import type { InvoiceJson, InvoiceStatusJson } from '@fapiao-ledger/core';
import { useDesk } from '../../desk.ts';
import { TaxpayerLink } from '../taxpayers/taxpayer-link.tsx';

interface PartiesProps {
  readonly invoice: InvoiceJson;
  readonly status: InvoiceStatusJson;
}

/** Who has or had a part in an invoice; each leads to the page of the taxpayer. */
export function Parties({ invoice, status }: PartiesProps) {
  const { words } = useDesk();
  const { fields } = words.shared;
  const { seller, buyer } = invoice;
  const companies = new Set([
    ...(status.lock === undefined ? [] : [status.lock.company]),
    ...status.redemptions.map(({ company }) => company),
  ]);
  const buyerCode = 'code' in buyer ? buyer.code : undefined;
  return (
    <section className="card">
      <h2>{words.bureau.invoice.parties}</h2>
      <dl className="facts">
        <dt>{fields.seller}</dt>
        <dd>
          <TaxpayerLink code={seller.code} name={seller.name} />
        </dd>
        {buyerCode !== undefined && (
          <>
            <dt>{fields.buyer}</dt>
            <dd>
              <TaxpayerLink code={buyerCode} name={'name' in buyer ? buyer.name : undefined} />
            </dd>
          </>
        )}
        <dt>{fields.holder}</dt>
        <dd>
          <TaxpayerLink code={invoice.holder} />
        </dd>
        <dt>{fields.holderNow}</dt>
        <dd>
          <TaxpayerLink code={status.holder} />
        </dd>
        {[...companies].map((company) => (
          <div key={company}>
            <dt>{words.bureau.invoice.claimants}</dt>
            <dd>
              <TaxpayerLink code={company} />
            </dd>
          </div>
        ))}
      </dl>
    </section>
  );
}
