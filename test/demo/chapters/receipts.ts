import { readFile, writeFile } from 'node:fs/promises';
import { join, relative } from 'node:path';
import { fapiao, fapiaoJson } from '../fapiao.ts';
import { check, type DemoInvoice, identityOptions, required, type Stage } from '../stage.ts';

const VERIFICATION_FAILED = 5;

/** Receipts by the CLI, each verified with no network, and one with a single changed byte refused. */
export async function writeReceipts(stage: Stage): Promise<void> {
  const folder = join(stage.folder, 'receipts');
  const trust = join(stage.folder, 'trust.json');
  const chosen = chooseInvoices(stage);
  const files: string[] = [];
  for (const [alias, invoices] of Map.groupBy(chosen, ({ seller }) => seller)) {
    const numbers = invoices.map(({ number }) => number);
    await fapiaoJson([
      'receipt',
      ...numbers,
      '--out',
      folder,
      '--trust',
      trust,
      ...identityOptions(stage, alias),
    ]);
    files.push(...numbers.map((number) => join(folder, `${number}.pdf`)));
  }
  stage.tally.receipts = files.length;
  stage.say(
    `  ✓ ${files.length} receipts in ${relative('', folder)}, among them one of ${longest(chosen)} lines`,
  );

  const offline = { FAPIAO_GATEWAY: '' };
  const verified = await fapiao(['verify', '--trust', trust, ...files], offline);
  check(verified.exitCode === 0, `all receipts verify offline: ${verified.stdout}${verified.stderr}`);
  stage.tally.verified = files.length;
  stage.say('  ✓ all of them verify offline, with nothing but the trust file');
  await refuseForgery(stage, required(files[0], 'a receipt'), trust);
}

/** Asks the ledger about an invoice by the facts of the public check. */
export async function checkByFacts(stage: Stage): Promise<void> {
  const { number, checkCode, net } = required(stage.invoices[0], 'an invoice');
  const ask = async (facts: Readonly<Record<string, string>>): Promise<string> => {
    const response = await fetch(`${stage.gateway.url}/v1/verify?${new URLSearchParams(facts)}`);
    return ((await response.json()) as { answer: string }).answer;
  };
  const { invoice } = await stage.officer.get<{ invoice: { date: string } }>(`/v1/invoices/${number}`);
  const facts = { number, date: invoice.date, net, check: checkCode.slice(-6) };
  check((await ask(facts)) === 'MATCH', 'the facts of a genuine invoice match');
  check((await ask({ ...facts, net: '1.00' })) === 'MISMATCH', 'a changed amount does not match');
  check(
    (await ask({ ...facts, number: '99999999999999999999' })) === 'NOT_FOUND',
    'an invented number is not found',
  );
  stage.say('  ✓ number, date, net and check code match; a changed amount and an invented number do not');
}

async function refuseForgery(stage: Stage, file: string, trust: string): Promise<void> {
  const forged = join(stage.folder, 'forged.pdf');
  const bytes = await readFile(file);
  const middle = Math.floor(bytes.length / 2);
  bytes[middle] = (bytes[middle] ?? 0) ^ 1;
  await writeFile(forged, bytes);
  const { exitCode, stdout } = await fapiao(['verify', '--trust', trust, forged, '--json'], {
    FAPIAO_GATEWAY: '',
  });
  check(exitCode === VERIFICATION_FAILED, `a receipt with one changed bit is refused: ${exitCode} ${stdout}`);
  stage.say('  ✗ a copy with one bit changed is refused (forged.pdf)');
}

/** A few of each merchant, the longest invoice, and those that were redeemed. */
function chooseInvoices(stage: Stage): readonly DemoInvoice[] {
  const chosen = new Map<string, DemoInvoice>();
  for (const alias of new Set(stage.invoices.map(({ seller }) => seller))) {
    const own = stage.invoices.filter(({ seller }) => seller === alias);
    for (const invoice of [...own.slice(0, 2), ...own.slice(-2)]) chosen.set(invoice.number, invoice);
  }
  const long = stage.invoices.reduce((most, invoice) => (invoice.lines > most.lines ? invoice : most));
  return [...chosen.set(long.number, long).values()];
}

function longest(invoices: readonly DemoInvoice[]): number {
  return Math.max(...invoices.map(({ lines }) => lines));
}
