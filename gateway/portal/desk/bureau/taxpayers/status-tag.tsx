import type { TaxpayerSummary } from '@fapiao-ledger/client';

interface StatusTagProps {
  readonly status: TaxpayerSummary['status'];
  readonly text: string;
}

/** Whether a taxpayer may act. The text says it; the color only helps. */
export function StatusTag({ status, text }: StatusTagProps) {
  return <span className={status === 'ACTIVE' ? 'tag good' : 'tag bad'}>{text}</span>;
}
