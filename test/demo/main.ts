/**
 * The demo: a bureau, merchants, employees and companies on a ledger, over REST and with the CLI. Its exit code is 0 only
 * when every statement it made was true, and 64 when the command line or the folder is wrong.
 */
import { copyFile, writeFile } from 'node:fs/promises';
import { join, relative, resolve } from 'node:path';
import { type Fen, formatYuan, parseYuan, sumFen, ZERO_FEN } from '@fapiao-ledger/core';
import { monthsOfRun } from '../support/calendar.ts';
import { Actor } from './actor.ts';
import { cast, type Part } from './cast.ts';
import { circulate } from './chapters/circulation.ts';
import { issueInvoices } from './chapters/issuing.ts';
import { enterByHand, enterByProgram, publishRules, type Setting } from './chapters/opening.ts';
import { payOrders } from './chapters/orders.ts';
import { checkByFacts, writeReceipts } from './chapters/receipts.ts';
import { refuseWhatIsWrong } from './chapters/refusals.ts';
import { fileReturn } from './chapters/returns.ts';
import { reverse } from './chapters/reversal.ts';
import { issueByTill } from './chapters/tills.ts';
import { type DemoOptions, HELP, readCommandLine, UsageError } from './command-line.ts';
import { GatewayProcess } from './gateway-process.ts';
import { type LedgerPlace, provideLedger } from './ledger-place.ts';
import { prepareOutput } from './output-folder.ts';
import { check, required, type Stage } from './stage.ts';

const CHANNEL = 'fapiao';
const INVOICES_AT_LEAST = 200;

const say = (text: string): void => console.log(text);

async function main(): Promise<void> {
  try {
    const options = readCommandLine(process.argv.slice(2));
    if (options.help) say(HELP);
    else await runDemo(options);
  } catch (error) {
    if (!(error instanceof UsageError)) throw error;
    console.error(`error: ${error.message}\nnpm run demo -- --help says what it takes`);
    process.exitCode = 64;
  }
}

async function runDemo({ out, ledger }: DemoOptions): Promise<void> {
  const started = performance.now();
  const folder = resolve(out);
  await prepareOutput(folder);

  const place = await provideLedger(ledger);
  try {
    await play(place, folder, started);
  } finally {
    await place.leave();
  }
}

async function play(place: LedgerPlace, folder: string, started: number): Promise<void> {
  say(`1. ${place.name.replace(/^./, (first) => first.toUpperCase())} and its gateway start`);
  const home = join(folder, 'ledger');
  const gateway = await GatewayProcess.start(home, join(folder, 'gateway.log'), place.environment);
  say(`  ✓ ready at ${gateway.url} after ${seconds(started)} s`);
  // The demo trusts the network on which it runs, and not the one of the user's own settings.
  process.env.FAPIAO_TRUST = join(home, 'trust.json');
  try {
    const stage = await open(folder, home, gateway, place.troupe);
    say('3. Merchants issue');
    await issueInvoices(stage);
    say('4. The ledger refuses what breaks the rules, and changes nothing');
    await refuseWhatIsWrong(stage);
    await issueByTill(stage);
    say('5. Paid orders become invoices by themselves');
    await payOrders(stage);
    say('6. Invoices are passed on, claimed and booked: once');
    await circulate(stage);
    say('7. What was wrong is reversed, and nothing is erased');
    await reverse(stage);
    say('8. A month is counted, filed and accepted');
    await fileReturn(stage, required(monthsOfRun()[0], 'a month'));
    say('9. Receipts');
    await writeReceipts(stage);
    await checkByFacts(stage);
    await summarize(stage, started);
  } finally {
    await gateway.stop();
  }
  say(`Look at ${relative('', folder)}/receipts`);
  if (!place.stays) return;
  await keepForWayIn(join(folder, 'identities'), join(home, 'identities'));
  say('Go on in a browser as merchant, company, employee and officer, by the address that this prints:');
  say(`  FAPIAO_HOME=${relative('', home)} npm start`);
}

/** Parties of the demo that a browser enters as, and the names of their files in the data folder. */
const ENTERING = { software: 'merchant', trading: 'company', employeeA: 'employee' };

async function keepForWayIn(from: string, to: string): Promise<void> {
  for (const [alias, name] of Object.entries(ENTERING))
    await copyFile(join(from, `${alias}.json`), join(to, `${name}.json`));
}

/** Gives every party a key, a certificate and a registration. */
async function open(folder: string, home: string, gateway: GatewayProcess, troupe: string): Promise<Stage> {
  const months = monthsOfRun();
  const officerFile = join(home, 'identities', 'officer.json');
  const identities = join(folder, 'identities');
  const setting: Setting = {
    gateway: gateway.url,
    channel: CHANNEL,
    officerFile,
    identities,
    months,
  };
  say('2. The tax bureau opens the register');
  say(`  ✓ tax rules ${await publishRules(setting)} are on the ledger`);
  const { merchants, companies, people } = cast(required(months[0], 'a month').slice(0, 4), troupe);
  const parties: readonly Part[] = [...merchants, ...companies, ...people];
  const officer = await Actor.from(officerFile, gateway.url, CHANNEL);
  const byHand = new Set(['software', 'employeeA']);
  const entered = await Promise.all(
    parties.map((part) =>
      byHand.has(part.alias) ? enterByHand(setting, part) : enterByProgram(setting, officer, part),
    ),
  );
  say(
    `  ✓ ${merchants.length} merchants with credit and numbers, ${companies.length} companies, ${people.length} employees`,
  );
  for (const file of ['ca.pem', 'trust.json']) await copyFile(join(home, file), join(folder, file));
  return {
    gateway,
    folder,
    officer,
    officerFile,
    parts: new Map(parties.map((part) => [part.alias, part])),
    actors: new Map(entered.map(({ alias, actor }) => [alias, actor])),
    identityFiles: new Map(entered.map(({ alias, file }) => [alias, file])),
    invoices: [],
    refusals: new Map(),
    tally: { lines: 0, gross: ZERO_FEN, transferred: 0, redeemed: 0, reversed: 0, receipts: 0, verified: 0 },
    say,
  };
}

async function summarize(stage: Stage, started: number): Promise<void> {
  const { invoices, tally, refusals, gateway, folder } = stage;
  const numbers = new Set(invoices.map(({ number }) => number));
  check(numbers.size === invoices.length, 'no number was given twice');
  check(invoices.length >= INVOICES_AT_LEAST, `at least ${INVOICES_AT_LEAST} invoices`);
  const onLedger = await grossOnLedger(stage);
  check(
    onLedger === tally.gross,
    `the ledger has ${formatYuan(onLedger)}, ${formatYuan(tally.gross)} were issued`,
  );
  const summary = {
    invoices: invoices.length,
    lines: tally.lines,
    gross: formatYuan(tally.gross),
    refusals: Object.fromEntries(refusals),
    transferred: tally.transferred,
    redeemed: tally.redeemed,
    reversed: tally.reversed,
    receipts: tally.receipts,
    verified: tally.verified,
    seconds: Number(seconds(started)),
    peakMemoryMb: gateway.peakMemoryMb ?? null,
  };
  await writeFile(join(folder, 'summary.json'), `${JSON.stringify(summary, null, 2)}\n`);
  const refused = [...refusals.values()].reduce((sum, count) => sum + count, 0);
  say(`\n${summary.invoices} invoices, ${summary.lines} lines, ${summary.gross} yuan gross`);
  say(
    `${refused} refusals of ${refusals.size} kinds, ${tally.redeemed} redemptions, ${tally.reversed} reversals, ${tally.verified} receipts verified`,
  );
  say(`${summary.seconds} s, ${summary.peakMemoryMb ?? '?'} MB at most in the ledger and gateway`);
}

/** Returns what the bureau sees: the gross of every invoice, read back from the ledger. */
async function grossOnLedger({ officer, invoices }: Stage): Promise<Fen> {
  const read = async ({ number }: { number: string }): Promise<Fen> => {
    const { invoice } = await officer.get<{ invoice: { totals: { gross: string } } }>(
      `/v1/invoices/${number}`,
    );
    return parseYuan(invoice.totals.gross);
  };
  return sumFen(await Promise.all(invoices.map(read)));
}

function seconds(since: number): string {
  return ((performance.now() - since) / 1000).toFixed(1);
}

await main();
