import { monthsAfter, type ReturnAnswer, type ReturnJson, type ReturnResult } from '@fapiao-ledger/core';
import { fapiaoJson } from '../fapiao.ts';
import { actor, check, identityOptions, required, type Stage } from '../stage.ts';

/** The month of the book shop: counted from its invoices, and the month before filed by it and accepted by the bureau. */
export async function fileReturn(stage: Stage, month: string): Promise<void> {
  const shop = identityOptions(stage, 'bookshop');
  const { computed } = await fapiaoJson<ReturnAnswer>(['return', 'show', month, ...shop]);
  check(computed.figures.output.length > 0, 'the book shop has sold something this month');
  stage.say(
    `  ✓ the month of the book shop, counted from its invoices: sales ${computed.figures.sales}, payable ${computed.figures.payable}`,
  );
  const before = monthsAfter(month, -1);
  const { filed } = await fapiaoJson<ReturnResult>(['return', 'file', before, ...shop]);
  check(filed.figures.payable === '0.00', 'nothing was issued in the month before');
  const officer = ['--gateway', stage.gateway.url, '--identity', stage.officerFile];
  const { decided } = await fapiaoJson<{ readonly decided: readonly ReturnJson[] }>([
    ...['bureau', 'accept-returns'],
    ...officer,
  ]);
  const accepted = required(
    decided.find(({ taxpayer }) => taxpayer === actor(stage, 'bookshop').code),
    'the return of the book shop',
  );
  check(accepted.state === 'ACCEPTED', 'a return that agrees with the ledger is accepted');
  stage.say('  ✓ it files the month before; the bureau counts it again and accepts it');
}
