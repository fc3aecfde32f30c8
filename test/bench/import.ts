import { spawnSync } from 'node:child_process';
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { type Credential, MerchantClient } from '../support/merchant-client.ts';
import { preparedSeller } from '../support/prepared-seller.ts';
import { startGateway } from '../support/started-gateway.ts';
import { DraftPool } from './draft-pool.ts';
import { IssuingLedger } from './issuing-ledger.ts';
import { type Bench, type BenchRow, row } from './row.ts';
import { timed } from './timing.ts';

const CLI = fileURLToPath(new URL('../../cli/dist/main.js', import.meta.url));
const DRAFTS = 10_000;
const WARM_UP = 2_000;
const PAGE = 500;

/**
 * Ten thousand drafts onto the ledger through the gateway: by the CLI from a file, its own start
 * included, and by one bulk request signed beforehand; against the same pages of one lane put straight
 * to a ledger. Requests of one draft are put straight to it too: more of them than the ledger itself
 * takes no gateway can pass on.
 */
export const benchImport: Bench = async () => {
  const home = mkdtempSync(join(tmpdir(), 'fapiao-bench-'));
  const gateway = await startGateway(home);
  try {
    const credential = await preparedSeller(gateway.url, home);
    const client = new MerchantClient(gateway.url, 'fapiao', credential);
    const drafts = DraftPool.realistic();
    const importFile = cliImport(gateway.url, home, credential, drafts);
    await importFile('warm-up.jsonl', WARM_UP);
    const { pages, singles } = await onOneLane(drafts);
    const lane = { reference: `pages of ${PAGE} on one lane of the ledger`, referenceValue: pages };
    const beside = { ...lane, aim: { of: 'ratio', is: '>=', bound: 0.6 } } as const;
    const rowOf = (what: string, value: number, more: typeof lane): BenchRow =>
      row(`import/${DRAFTS} drafts ${what}`, value, 'invoices/s', more);
    return [
      rowOf('by the CLI', perSecond(await importFile('drafts.jsonl', DRAFTS)), beside),
      rowOf(`in one bulk request, ${PAGE} a line`, await bulkRate(client, drafts, PAGE), beside),
      rowOf('in one bulk request, one a line', await bulkRate(client, drafts, 1), beside),
      rowOf('in requests of one, on one lane of the ledger', singles, lane),
    ];
  } finally {
    await gateway.stop('SIGTERM');
    rmSync(home, { recursive: true });
  }
};

function perSecond(ms: number): number {
  return (DRAFTS * 1000) / ms;
}

/** Milliseconds of a `fapiao import` of so many drafts. */
function cliImport(
  url: string,
  home: string,
  credential: Credential & { code: string },
  pool: DraftPool,
): (name: string, count: number) => Promise<number> {
  const identity = join(home, 'seller.json');
  const file = { version: 1, mspId: 'PlatformMSP', role: 'taxpayer', ...credential };
  writeFileSync(identity, JSON.stringify(file), { mode: 0o600 });
  return (name, count) => {
    const drafts = join(home, name);
    const lines = pool.take(credential.code, count).map((draft) => `${JSON.stringify(draft)}\n`);
    writeFileSync(drafts, lines.join(''));
    const args = [CLI, 'import', drafts, '--yes', '--gateway', url, '--identity', identity, '--json'];
    return timed(() => run(args, join(home, 'trust.json')));
  };
}

/** @param trust of the ledger in question: without one the command line would keep the first it meets for the user */
function run(args: readonly string[], trust: string): void {
  const env = { ...process.env, FAPIAO_TRUST: trust };
  const { status, stdout, stderr } = spawnSync(process.execPath, args, { encoding: 'utf8', env });
  if (status !== 0) throw new Error(`fapiao import ended with ${status}: ${stdout}${stderr}`);
}

/** Invoices a second of one bulk request; signing its lines is not counted. */
async function bulkRate(client: MerchantClient, drafts: DraftPool, perLine: number): Promise<number> {
  await client.terms();
  const lines = Array.from({ length: DRAFTS / perLine }, () =>
    client.bulkLine(drafts.take(client.code, perLine)),
  );
  const body = lines.join('\n');
  const start = performance.now();
  const answers = await client.bulk(body);
  const ms = performance.now() - start;
  const issued = answers.reduce((sum, { invoices }) => sum + (invoices?.length ?? 0), 0);
  if (issued !== DRAFTS) {
    throw new Error(`${issued} issued: ${JSON.stringify(answers.find(({ problem }) => problem))}`);
  }
  return perSecond(ms);
}

/** Invoices a second in full pages: of one request each, and of requests of one draft, signed beforehand. */
async function onOneLane(drafts: DraftPool): Promise<{ readonly pages: number; readonly singles: number }> {
  const ledger = await IssuingLedger.open({ lanes: 1, drafts });
  const pages = async (invoices: number): Promise<void> => {
    for (let issued = 0; issued < invoices; issued += PAGE) await ledger.issue(0, PAGE);
  };
  const singles = async (invoices: number): Promise<number> => {
    const signed = Array.from({ length: invoices / PAGE }, () => ledger.signedSingles(0, PAGE));
    return await timed(async () => {
      for (const submit of signed) await submit();
    });
  };
  await pages(WARM_UP);
  const pagesMs = await timed(() => pages(DRAFTS));
  await singles(WARM_UP);
  const singlesMs = await singles(DRAFTS);
  await ledger.close();
  ledger.remove();
  return { pages: perSecond(pagesMs), singles: perSecond(singlesMs) };
}
