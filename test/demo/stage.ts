import { addFen, type DraftJson, type Fen, parseYuan } from '@fapiao-ledger/core';
import { type Actor, type Issued, Refusal } from './actor.ts';
import type { Part } from './cast.ts';
import type { GatewayProcess } from './gateway-process.ts';

/** An invoice of a merchant of the demo, and the purchase it was issued for. */
export interface DemoInvoice {
  readonly number: string;
  readonly checkCode: string;
  readonly seller: string;
  readonly lines: number;
  readonly net: string;
  readonly gross: string;
  /** Alias of the holder, when the demo transfers it later. */
  readonly holder?: string;
  readonly title?: string;
}

/** All that the chapters share: the parties and the invoices so far. */
export interface Stage {
  readonly gateway: GatewayProcess;
  readonly folder: string;
  readonly officer: Actor;
  readonly officerFile: string;
  readonly parts: ReadonlyMap<string, Part>;
  readonly actors: ReadonlyMap<string, Actor>;
  readonly identityFiles: ReadonlyMap<string, string>;
  readonly invoices: DemoInvoice[];
  readonly refusals: Map<string, number>;
  readonly tally: {
    lines: number;
    gross: Fen;
    transferred: number;
    redeemed: number;
    reversed: number;
    receipts: number;
    verified: number;
  };
  readonly say: (text: string) => void;
}

export function actor(stage: Stage, alias: string): Actor {
  return required(stage.actors.get(alias), `actor ${alias}`);
}

export function part(stage: Stage, alias: string): Part {
  return required(stage.parts.get(alias), `part ${alias}`);
}

/** Returns the options with which a party uses the command line. */
export function identityOptions(stage: Stage, alias: string): readonly string[] {
  const file = required(stage.identityFiles.get(alias), `identity of ${actor(stage, alias).code}`);
  return ['--gateway', stage.gateway.url, '--identity', file];
}

/** Notes a merchant's invoices for the later chapters and the summary. */
export function record(
  stage: Stage,
  seller: string,
  drafts: readonly DraftJson[],
  { invoices }: Issued,
  more: Pick<DemoInvoice, 'holder' | 'title'> = {},
): void {
  invoices.forEach(({ number, checkCode }, index) => {
    const { lines, totals, buyer } = required(drafts[index], `draft ${index}`);
    const { net, gross } = totals;
    const invoice = { number, checkCode, seller, lines: lines.length, net, gross, title: buyer.type };
    stage.invoices.push({ ...invoice, ...more });
    stage.tally.lines += lines.length;
    stage.tally.gross = addFen(stage.tally.gross, parseYuan(gross));
  });
}

/** Expects a refusal with this code; anything else ends the demo. */
export async function expectRefusal(
  stage: Stage,
  code: string,
  story: string,
  act: () => Promise<unknown>,
): Promise<void> {
  const refusal = await act().then(
    () => undefined,
    (error: unknown) => error,
  );
  if (!(refusal instanceof Refusal) || refusal.problem.code !== code) {
    throw new Error(`${story}: expected ${code}, got ${String(refusal ?? 'no refusal')}`);
  }
  stage.refusals.set(code, (stage.refusals.get(code) ?? 0) + 1);
  stage.say(`  ✗ ${story}: ${refusal.problem.status} ${code}`);
}

/** Requires a fact, without which the demo ends. */
export function check(condition: boolean, claim: string): void {
  if (!condition) throw new Error(`not true: ${claim}`);
}

export function required<T>(value: T | undefined, what: string): T {
  if (value === undefined) throw new Error(`missing: ${what}`);
  return value;
}
