/** The tables of `docs/scale.md`, which `npm run scale` writes. */
import { MEASURED, measured, type RunName } from './measured.ts';
import {
  BUSIEST_HOUR,
  type Demand,
  IN_PAGES,
  type Need,
  needOf,
  OF_ONE_LINE,
  PAGE,
  predicted,
  READS_PER_INVOICE,
  RECEIPTS_PER_INVOICE,
  REGIONS,
  SINGLE,
  sharesOf,
  transactionsPerChannel,
  USABLE,
  UTILIZATION,
} from './model.ts';

type Row = readonly string[];

/** Throughput that was measured while all processes shared a machine, beside what the model says. */
export interface Check {
  readonly row: string;
  readonly run: string;
  readonly measured: number;
  readonly predicted: number;
  /** Predicted over measured, less 1. */
  readonly deviation: number;
}

const CHECKED = [
  ['fabric', SINGLE, 1],
  ['fabric', IN_PAGES, PAGE],
  ['fabric', OF_ONE_LINE, PAGE],
  ['fabric again', IN_PAGES, PAGE],
  ['fabric again', OF_ONE_LINE, PAGE],
  ['fabric, 200 KiB', SINGLE, 1],
  ['fabric, 200 KiB', IN_PAGES, PAGE],
] as const satisfies readonly (readonly [RunName, string, number])[];

/** What grows with a ledger, and what a row at a million invoices says of ten million. */
const GROWING = [
  ['pages of 500', 'invoices/s'],
  ['pages of 500, processor time', 'us/invoice'],
  ['pages of 500, block file', 'bytes/invoice'],
  ['state', 'bytes/invoice'],
  ['read model', 'bytes/invoice'],
] as const;
const [MILLION, TEN_MILLION] = ['at 1000000 invoices', 'at 10000000 invoices'];

/** Returns the checks of the model by rows of throughput. */
export function checks(): readonly Check[] {
  return CHECKED.map(([run, contender, size]) => {
    const row = `fabric/${contender}`;
    return {
      row,
      run: MEASURED.runs[run].run,
      ...against(measured(run, row), predicted(contender, size)),
    };
  });
}

/** Returns the checks that what a million invoices take each is what ten million take: the model multiplies. */
export function growthChecks(): readonly (Check & { readonly unit: string })[] {
  return GROWING.map(([name, unit]) => {
    const at = (size: string): number => measured('scale', `scale/${name}, ${size}`);
    return {
      row: `scale/${name}`,
      run: MEASURED.runs.scale.run,
      unit,
      ...against(at(TEN_MILLION), at(MILLION)),
    };
  });
}

function against(value: number, prediction: number): Omit<Check, 'row' | 'run'> {
  return { measured: value, predicted: prediction, deviation: prediction / value - 1 };
}

/** Returns each table by its name in the markers of the document. */
function tables(): ReadonlyMap<string, string> {
  return new Map([
    ['needs', needsTable()],
    ['demand', demandTable()],
    ['costs', costsTable()],
    ['checks', checksTable()],
    ['growth', growthTable()],
  ]);
}

/** Returns the document with the tables of the model between their markers. @throws when a marker is missing */
export function withTables(document: string): string {
  let written = document;
  for (const [name, table] of tables()) {
    const [begin, end] = [`<!-- ${name}: npm run scale -->\n`, `<!-- end of ${name} -->`];
    const [from, to] = [written.indexOf(begin), written.indexOf(end)];
    if (from < 0 || to < from) throw new RangeError(`the document has no place for the table ${name}`);
    written = `${written.slice(0, from)}${begin}\n${table}\n\n${written.slice(to)}`;
  }
  return written;
}

function needsTable(): string {
  const needs = REGIONS.map((region) => needOf(region));
  const row = (name: string, cell: (need: Need) => string): Row => [name, ...needs.map(cell)];
  return tableOf(
    ['', ...REGIONS.map(({ name }) => name)],
    [
      ['invoices per day', ...REGIONS.map(({ invoicesPerDay }) => figure(invoicesPerDay))],
      row('invoices per second in the busiest hour', (need) => figure(need.invoicesPerSecond)),
      row('transactions per second in that hour', (need) => figure(need.transactionsPerSecond)),
      row('**channels**, at least', ({ channels }) => String(channels)),
      row('cores of one member: peers and contract servers', (need) => figure(need.memberCores)),
      row('cores of one orderer', (need) => figure(need.ordererCores)),
      row('cores of all gateways', (need) => figure(need.gatewayCores)),
      row('**machines**: members + orderers + gateways', ({ machines }) =>
        [machines.members, machines.orderers, machines.gateways].join(' + '),
      ),
      ['cores of a machine', ...REGIONS.map(({ machineCores }) => String(machineCores))],
      row('stream of blocks to each peer', (need) => `${figure(need.blockBytesPerSecond / 1e6)} MB/s`),
      row(
        '**disk** of one peer per year: blocks + state',
        ({ bytesPerYear: { blocks, state } }) => `${terabytes(blocks)} + ${terabytes(state)} TB`,
      ),
      row('read model of one gateway per year', (need) => `${terabytes(need.readModelBytesPerYear)} TB`),
    ],
  );
}

function demandTable(): string {
  const row = (name: string, cell: (region: Demand) => string): Row => [name, ...REGIONS.map(cell)];
  return tableOf(
    ['', ...REGIONS.map(({ name }) => name)],
    [
      row('share of the day in its busiest hour', () => percent(BUSIEST_HOUR)),
      row('issued in pages of 500', ({ shareInPages }) => percent(shareInPages)),
      row('acts per invoice: transfer, lock, redeem', ({ actsPerInvoice }) => String(actsPerInvoice)),
      row('reads per invoice', () => String(READS_PER_INVOICE)),
      row('receipts per invoice', () => String(RECEIPTS_PER_INVOICE)),
      row('organizations that endorse', ({ members }) => String(members)),
      row('planned use of the cores in that hour', () => percent(UTILIZATION)),
    ],
  );
}

function costsTable(): string {
  const row = (name: string, contender: string, size: number): Row => {
    const shares = sharesOf(contender);
    const milliseconds = [shares.peer, shares.contract, shares.orderer, shares.client].map((seconds) =>
      figure(seconds * 1000),
    );
    const perSecond = transactionsPerChannel(shares) * size;
    return [
      name,
      ...milliseconds,
      figure(measured('fabric', `fabric/${contender}, block file`) * size),
      figure(perSecond),
    ];
  };
  return tableOf(
    [
      'Transaction',
      'peer, ms',
      'contract, ms',
      'orderer, ms',
      'client, ms',
      'block, bytes',
      'a channel bears, invoices/s',
    ],
    [
      row('one invoice', SINGLE, 1),
      row('a page of 500', IN_PAGES, PAGE),
      row('a page of 500 of one line', OF_ONE_LINE, PAGE),
    ],
  );
}

function checksTable(): string {
  return tableOf(
    ['Row', 'Run', 'Measured, invoices/s', `Model: 2 cores x ${USABLE}`, 'Off by'],
    checks().map((check) => [
      check.row,
      `\`${check.run}\``,
      figure(check.measured),
      figure(check.predicted),
      signed(check.deviation),
    ]),
  );
}

function growthTable(): string {
  return tableOf(
    ['Row', 'at 1 million', 'at 10 million', 'Off by'],
    growthChecks().map(({ row, unit, measured: value, predicted: prediction, deviation }) => [
      row,
      `${figure(prediction)} ${unit}`,
      `${figure(value)} ${unit}`,
      signed(deviation),
    ]),
  );
}

function tableOf(head: Row, rows: readonly Row[]): string {
  const line = (cells: Row): string => `| ${cells.join(' | ')} |`;
  return [line(head), line(head.map(() => '---')), ...rows.map(line)].join('\n');
}

const FIGURES = new Intl.NumberFormat('en-US', { maximumSignificantDigits: 3 });

function figure(value: number): string {
  return FIGURES.format(value);
}

function terabytes(bytes: number): string {
  return figure(bytes / 1e12);
}

function percent(share: number): string {
  return `${figure(share * 100)} %`;
}

function signed(share: number): string {
  const rounded = Math.round(share * 100) + 0;
  return `${rounded > 0 ? '+' : ''}${rounded} %`;
}
