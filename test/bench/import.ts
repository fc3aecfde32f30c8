import { spawnSync } from 'node:child_process';
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { draftOf, enterprise, enterpriseCode } from '../support/drafts.ts';
import { enrolSeller } from '../support/enrolled-seller.ts';
import { startGateway } from '../support/started-gateway.ts';
import { IssuingLedger } from './issuing-ledger.ts';
import { type Bench, row } from './row.ts';
import { timed } from './timing.ts';

const CLI = fileURLToPath(new URL('../../cli/dist/main.js', import.meta.url));
const DRAFTS = 10_000;
const WARM_UP = 2_000;
const PAGE = 500;

/**
 * A file of drafts from the shell onto the ledger, the program's own start included, against the same
 * pages of one lane put straight to a ledger.
 */
export const benchImport: Bench = async () => {
  const home = mkdtempSync(join(tmpdir(), 'fapiao-bench-'));
  const gateway = await startGateway(home);
  try {
    const code = enterpriseCode(1);
    const credential = await enrolSeller(gateway.url, home, code);
    const identity = join(home, 'seller.json');
    const file = { version: 1, mspId: 'PlatformMSP', role: 'taxpayer', ...credential };
    writeFileSync(identity, JSON.stringify(file), { mode: 0o600 });
    const importFile = (name: string, count: number): Promise<number> => {
      const drafts = join(home, name);
      const line = JSON.stringify(draftOf(code, enterprise(enterpriseCode(99_999))));
      writeFileSync(drafts, `${line}\n`.repeat(count));
      const args = [CLI, 'import', drafts, '--gateway', gateway.url, '--identity', identity, '--json'];
      return timed(() => run(args));
    };
    await importFile('warm-up.jsonl', WARM_UP);
    const ms = await importFile('drafts.jsonl', DRAFTS);
    return [
      row(`import/${DRAFTS} drafts by the CLI`, (DRAFTS * 1000) / ms, 'invoices/s', {
        reference: `pages of ${PAGE} on one lane of the ledger`,
        referenceValue: await pagesOfOneLane(),
        aim: { of: 'ratio', is: '>=', bound: 0.6 },
      }),
    ];
  } finally {
    await gateway.stop('SIGTERM');
    rmSync(home, { recursive: true });
  }
};

function run(args: readonly string[]): void {
  const { status, stdout, stderr } = spawnSync(process.execPath, args, { encoding: 'utf8' });
  if (status !== 0) throw new Error(`fapiao import ended with ${status}: ${stdout}${stderr}`);
}

async function pagesOfOneLane(): Promise<number> {
  const ledger = await IssuingLedger.open(1);
  const issue = async (invoices: number): Promise<void> => {
    for (let issued = 0; issued < invoices; issued += PAGE) await ledger.issue(0, PAGE);
  };
  await issue(WARM_UP);
  const ms = await timed(() => issue(DRAFTS));
  await ledger.close();
  ledger.remove();
  return (DRAFTS * 1000) / ms;
}
