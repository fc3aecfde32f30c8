import type { LineJson, TotalsJson } from '@fapiao-ledger/core';
import { useDesk } from '../desk.ts';

interface InvoiceLinesProps {
  readonly lines: readonly LineJson[];
  readonly totals: TotalsJson;
}

/** The lines of an invoice and their sums. */
export function InvoiceLines({ lines, totals }: InvoiceLinesProps) {
  const { fields } = useDesk().words.shared;
  const numbered = lines.map((line, index) => ({ ...line, place: index + 1 }));
  return (
    <div className="scroll">
      <table className="plain">
        <thead>
          <tr>
            <th scope="col">{fields.item}</th>
            <th scope="col">{fields.specification}</th>
            <th scope="col">{fields.unit}</th>
            <th scope="col" className="money">
              {fields.quantity}
            </th>
            <th scope="col" className="money">
              {fields.unitPrice}
            </th>
            <th scope="col" className="money">
              {fields.net}
            </th>
            <th scope="col" className="money">
              {fields.rate}
            </th>
            <th scope="col" className="money">
              {fields.tax}
            </th>
          </tr>
        </thead>
        <tbody>
          {numbered.map((line) => (
            <tr key={line.place}>
              <td>{line.item}</td>
              <td>{line.specification}</td>
              <td>{line.unit}</td>
              <td className="money">{line.quantity}</td>
              <td className="money">{line.unitPrice}</td>
              <td className="money">{line.net}</td>
              <td className="money">{line.rate}</td>
              <td className="money">{line.tax}</td>
            </tr>
          ))}
        </tbody>
        <tfoot>
          <tr>
            <th scope="row" colSpan={5}>
              {fields.totals}
            </th>
            <td className="money">{totals.net}</td>
            <td />
            <td className="money">{totals.tax}</td>
          </tr>
        </tfoot>
      </table>
    </div>
  );
}
