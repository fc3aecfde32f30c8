import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { fileURLToPath } from 'node:url';
import type { IssuingLedger } from '../issuing-ledger.ts';
import { type BenchRow, row } from '../row.ts';

const LEDGER_MAIN = fileURLToPath(new URL('../../../network/dist/embedded/main.js', import.meta.url));

/** Audits a closed ledger, as an operator does. */
export async function auditRow({ folder, invoices }: IssuingLedger): Promise<BenchRow> {
  const start = performance.now();
  const child = spawn(process.execPath, [LEDGER_MAIN, 'audit', folder], {
    stdio: ['ignore', 'ignore', 'inherit'],
  });
  const [code] = (await once(child, 'exit')) as [number | null];
  if (code !== 0) throw new Error(`the audit ended with exit code ${code}`);
  return row('audit', (invoices * 1000) / (performance.now() - start), 'invoices/s');
}
