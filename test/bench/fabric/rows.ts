import { type BenchRow, type Beside, row } from '../row.ts';
import { median, quantile } from '../timing.ts';
import type { Contender } from './contenders.ts';
import type { Measurement } from './measure.ts';

/** A contender with one number of senders, and what was measured of it. */
export interface Result {
  readonly contender: Contender;
  readonly senders: number;
  readonly measured: Measurement;
}

/** The number of senders that brought most. @throws when there is none */
export function bestOf(results: readonly Result[]): Result {
  return results.reduce((best, each) => (each.measured.perSecond > best.measured.perSecond ? each : best));
}

/** What the others are held against: the plain reference through the stock client. */
export function rowsOf({ contender, senders, measured }: Result, reference: Result): readonly BenchRow[] {
  const { name, size, bytesMax } = contender;
  const { latenciesMs, blocks, spentMs, transactions, blockBytes } = measured;
  const isReference = contender === reference.contender;
  const unit = name.startsWith('reference') ? 'tx/s' : 'invoices/s';
  return [
    row(
      `fabric/${name}`,
      measured.perSecond * size,
      unit,
      isReference ? {} : throughputBeside(contender, reference),
    ),
    row(`fabric/${name}, senders`, senders, 'at a time'),
    row(`fabric/${name}, latency p50`, median(latenciesMs), 'ms'),
    row(`fabric/${name}, latency p99`, quantile(latenciesMs, 0.99), 'ms'),
    row(`fabric/${name}, block size median`, median(blocks), 'tx/block'),
    row(`fabric/${name}, block size max`, Math.max(...blocks), 'tx/block'),
    row(
      `fabric/${name}, block file`,
      blockBytes / (transactions * size),
      size === 1 ? 'bytes/tx' : 'bytes/invoice',
      bytesMax === undefined ? {} : { aim: { of: 'value', is: '<', bound: bytesMax } },
    ),
    row(`fabric/${name}, processor of all`, sum([...spentMs.values()]), 'ms/tx'),
    ...[...spentMs].map(([process, ms]) =>
      row(
        `fabric/${name}, processor of ${process}`,
        ms,
        'ms/tx',
        process === 'client' && !isReference ? clientBeside(contender, reference) : {},
      ),
    ),
  ];
}

function throughputBeside({ ratioMin }: Contender, { measured }: Result): Beside {
  const beside = { reference: 'plain reference, stock client, tx/s', referenceValue: measured.perSecond };
  return ratioMin === undefined ? beside : { ...beside, aim: { of: 'ratio', is: '>=', bound: ratioMin } };
}

function sum(values: readonly number[]): number {
  return values.reduce((total, value) => total + value, 0);
}

/** Pages are signed and checked by hundreds: only single transactions compare. */
function clientBeside({ size }: Contender, { measured }: Result): Beside {
  if (size > 1) return {};
  const referenceValue = measured.spentMs.get('client') ?? Number.NaN;
  return {
    reference: 'stock fabric-network',
    referenceValue,
    aim: { of: 'ratio', is: '<', bound: 0.5 },
  };
}
