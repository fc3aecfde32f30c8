import { join } from 'node:path';
import { type LineInput, monthsAfter } from '@fapiao-ledger/core';
import { ManualClock } from '@fapiao-ledger/network/embedded';
import { monthAt } from '../support/calendar.ts';
import { draftOf, enterprise, enterpriseCode, lineOfNet } from '../support/drafts.ts';
import { TestGateway } from '../support/gateway.ts';
import type { MerchantClient } from '../support/merchant-client.ts';
import { temporaryFolder } from '../support/processes.ts';

/** A ledger with invoices of the present month and the three before it, from three provinces. */
export interface MonthsWorld {
  readonly gateway: TestGateway;
  /** General taxpayers in Shenzhen, Guangzhou and Hangzhou, and a small-scale one in Shanghai. */
  readonly sellers: readonly MerchantClient[];
  /** Oldest first; the last one is the present month. */
  readonly months: readonly string[];
}

const PLACES = [
  ['440300', 'GENERAL', '示例科技（深圳）有限公司'],
  ['440100', 'GENERAL', '示例贸易（广州）有限公司'],
  ['330100', 'GENERAL', '示例软件（杭州）有限公司'],
  ['310115', 'SMALL_SCALE', '示例咨询（上海）工作室'],
] as const;

const GOODS: LineInput = {
  taxClass: '1090511030000000000',
  item: '*计算机网络设备*交换机',
  quantity: '2',
  unitPrice: '1500.00',
  rate: '0.13',
};

/** Opens the ledger. Its clock moves through the months and ends at the machine's, which a browser has. */
export async function monthsWorld(): Promise<MonthsWorld> {
  const present = monthAt(Date.now());
  const months = [-3, -2, -1, 0].map((count) => monthsAfter(present, count));
  const clock = new ManualClock(new Date(`${months[0]}-10T04:00:00Z`));
  const readModel = join(await temporaryFolder(), 'read-model.db');
  const gateway = await TestGateway.start({ readModel, clock });
  const sellers: MerchantClient[] = [];
  for (const [index, [region, kind, name]] of PLACES.entries())
    sellers.push(await gateway.company(kind, { code: enterpriseCode(index + 1, region), name }));
  for (const [index, month] of months.entries()) {
    const moment = month === present ? Date.now() : Date.parse(`${month}-12T04:00:00Z`);
    if (moment > clock.now()) clock.advance(moment - clock.now());
    for (const seller of sellers) await trade(gateway, seller, index + 1);
  }
  return { gateway, sellers, months };
}

async function trade(gateway: TestGateway, seller: MerchantClient, count: number): Promise<void> {
  await gateway.grant(seller);
  const isSmall = seller.code.slice(2, 4) === '31';
  const lines = isSmall ? [{ ...lineOfNet('20000.00'), rate: '0.01' }] : [lineOfNet('3000.00'), GOODS];
  const other = isSmall ? lines : [lineOfNet('8000.00')];
  const buyer = enterprise(enterpriseCode(77, '110000'));
  const drafts = Array.from({ length: count }, () => draftOf(seller.code, buyer, { lines }));
  await seller.issue([
    ...drafts,
    draftOf(seller.code, buyer, { lines: other, type: isSmall ? 'ORDINARY' : 'SPECIAL' }),
  ]);
}
