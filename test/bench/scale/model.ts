/** What a region needs of machines, computed from measured rows. `docs/scale.md` says what is assumed. */
import { MEASURED, measured } from './measured.ts';

/** Seconds of one processor that each process spends on a transaction. */
interface Shares {
  /** Of one endorsing peer, which also validates and commits. */
  readonly peer: number;
  /** Of the contract's server beside it. */
  readonly contract: number;
  readonly orderer: number;
  /** Of the gateway's client of the ledger, and of the merchant who signs. */
  readonly client: number;
}

/** What a region asks of its ledger. */
export interface Demand {
  readonly name: string;
  readonly invoicesPerDay: number;
  /** Share of the invoices that are issued in pages of 500. Each other invoice is a transaction of its own. */
  readonly shareInPages: number;
  /** Transfers, locks and redemptions, each a transaction of its own. */
  readonly actsPerInvoice: number;
  /** Organizations that endorse: the bureau and its platforms. */
  readonly members: number;
  /** Cores of a machine. */
  readonly machineCores: number;
}

/** What it takes in the busiest hour. */
export interface Need {
  readonly invoicesPerSecond: number;
  readonly transactionsPerSecond: number;
  readonly channels: number;
  /** Of one member: its peers and contract servers. */
  readonly memberCores: number;
  /** Of one orderer. */
  readonly ordererCores: number;
  /** Of all gateways. */
  readonly gatewayCores: number;
  readonly machines: { readonly members: number; readonly orderers: number; readonly gateways: number };
  /** Stream of blocks to each peer. */
  readonly blockBytesPerSecond: number;
  /** Of one peer and year. Every orderer has the same blocks. */
  readonly bytesPerYear: { readonly blocks: number; readonly state: number };
  /** Of one gateway and year. */
  readonly readModelBytesPerYear: number;
}

export const PAGE = 500;
/** Share of a day's invoices in its busiest hour: 9 of 52 million. */
export const BUSIEST_HOUR = 9 / 52;
/** Share of its cores that a region plans to use in the busiest hour. The rest is for seconds above the mean, for catching up and for a dead machine. */
export const UTILIZATION = 0.5;
/** Share of the processors that the processes of the benchmark get, fitted to the rows of throughput. */
export const USABLE = 0.9;
/** Machines of each member, and of all gateways, so that one may fail. */
const SPARE = 2;
/** Raft goes on while a majority lives. */
const ORDERERS = 3;
export const READS_PER_INVOICE = 4;
export const RECEIPTS_PER_INVOICE = 1;
const DAYS_PER_YEAR = 365;
const SECONDS_PER_HOUR = 3600;

export const SINGLE = 'single invoices, fabric-network';
export const IN_PAGES = 'pages of 500, fabric-network';
export const OF_ONE_LINE = 'pages of 500 of one line, fabric-network';

const COUNTRY = { invoicesPerDay: 52_000_000, members: 5, machineCores: 16 };

export const REGIONS: readonly Demand[] = [
  {
    name: 'city',
    invoicesPerDay: 160_000,
    shareInPages: 0,
    actsPerInvoice: 1,
    members: 2,
    machineCores: 2,
  },
  {
    name: 'province',
    invoicesPerDay: 5_200_000,
    shareInPages: 0,
    actsPerInvoice: 1,
    members: 3,
    machineCores: 8,
  },
  { name: 'country, one by one', shareInPages: 0, actsPerInvoice: 1, ...COUNTRY },
  { name: 'country, in bulk', shareInPages: 0.8, actsPerInvoice: 0.2, ...COUNTRY },
];

/** Returns the invoices per second that the measured machine issues when all processes of a network and its clients share it. */
export function predicted(contender: string, size: number): number {
  const seconds = measured('fabric', `fabric/${contender}, processor of all`) / 1000;
  return (MEASURED.cores * USABLE * size) / seconds;
}

/** Returns what a transaction of a kind takes. Of the two members, the one that takes more counts. */
export function sharesOf(contender: string): Shares {
  const seconds = (process: string): number =>
    measured('fabric', `fabric/${contender}, processor of ${process}`) / 1000;
  return {
    peer: Math.max(seconds('peer-bureau'), seconds('peer-platform')),
    contract: Math.max(seconds('chaincode-bureau-1'), seconds('chaincode-platform-1')),
    orderer: seconds('orderer1'),
    client: seconds('client'),
  };
}

/**
 * Returns the transactions per second that a channel is planned for. The contract's server has one thread, and a peer commits the
 * blocks of a channel one after the other. How much of a peer's work is that commit is not measured, so all of it counts.
 */
export function transactionsPerChannel({ peer, contract }: Shares): number {
  return UTILIZATION / Math.max(peer, contract);
}

/** Returns what a region needs. */
export function needOf(demand: Demand): Need {
  const { invoicesPerDay, shareInPages, actsPerInvoice, members } = demand;
  const [single, page] = [sharesOf(SINGLE), sharesOf(IN_PAGES)];
  const invoicesPerSecond = (invoicesPerDay * BUSIEST_HOUR) / SECONDS_PER_HOUR;
  const pagesPerInvoice = shareInPages / PAGE;
  const singlesPerInvoice = 1 - shareInPages + actsPerInvoice;
  const coresOf = (kind: keyof Shares): number =>
    (invoicesPerSecond * (pagesPerInvoice * page[kind] + singlesPerInvoice * single[kind])) / UTILIZATION;
  const memberCores = coresOf('peer') + coresOf('contract');
  const ordererCores = coresOf('orderer');
  const gatewayCores = coresOf('client') + (invoicesPerSecond * answeringSeconds()) / UTILIZATION;
  const bytes = bytesPerInvoice(shareInPages, singlesPerInvoice);
  const perYear = invoicesPerDay * DAYS_PER_YEAR;
  const machinesFor = (cores: number): number => Math.ceil(cores / demand.machineCores);
  return {
    invoicesPerSecond,
    transactionsPerSecond: invoicesPerSecond * (pagesPerInvoice + singlesPerInvoice),
    channels: Math.ceil(Math.max(coresOf('peer'), coresOf('contract'))),
    memberCores,
    ordererCores,
    gatewayCores,
    machines: {
      members: members * Math.max(SPARE, machinesFor(memberCores)),
      orderers: ORDERERS * machinesFor(ordererCores),
      gateways: Math.max(SPARE, machinesFor(gatewayCores)),
    },
    blockBytesPerSecond: invoicesPerSecond * bytes.blocks,
    bytesPerYear: { blocks: perYear * bytes.blocks, state: perYear * bytes.state },
    readModelBytesPerYear: perYear * measured('scale', 'scale/read model, at 10000000 invoices'),
  };
}

/** Returns the seconds of one processor that gateways spend on an invoice besides sending it to the ledger. */
function answeringSeconds(): number {
  const read = measured('gateway', 'gateway/the same, processor time') / 1e6;
  const receipt = 1 / measured('receipts', 'receipts/8 lines, signed, one core');
  const listed =
    measured('scale', 'scale/read model catching up, processor time, at 10000000 invoices') / 1e6;
  return READS_PER_INVOICE * read + RECEIPTS_PER_INVOICE * receipt + listed;
}

function bytesPerInvoice(
  shareInPages: number,
  singlesPerInvoice: number,
): { readonly blocks: number; readonly state: number } {
  const blocks =
    shareInPages * measured('fabric', `fabric/${IN_PAGES}, block file`) +
    singlesPerInvoice * measured('fabric', `fabric/${SINGLE}, block file`);
  const state =
    shareInPages * measured('scale', 'scale/state, at 10000000 invoices') +
    singlesPerInvoice * measured('embedded', 'embedded/page of 1, state');
  return { blocks, state };
}
