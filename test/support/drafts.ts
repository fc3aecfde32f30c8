import {
  type BuyerJson,
  completeAmounts,
  creditCodeCheck,
  type DraftJson,
  type LineInput,
} from '@fapiao-ledger/core';

/** A made-up enterprise in Shenzhen; `serial` is 0 to 99999. */
export function enterpriseCode(serial: number, region = '440300'): string {
  const start = `91${region}MA${String(serial).padStart(7, '0')}`;
  return start + creditCodeCheck(start);
}

export function personId(serial: number): string {
  return `P${String(serial).padStart(17, '0')}`;
}

const SOFTWARE_LINE: LineInput = {
  taxClass: '3040201010000000000',
  item: '*信息技术服务*系统维护',
  quantity: '1',
  unitPrice: '4197.17',
  rate: '0.06',
};

export function enterprise(code: string): BuyerJson {
  return { type: 'ENTERPRISE', code, name: '示例采购有限公司' };
}

/** A draft that keeps every rule for a general taxpayer: one line, 4197.17 net, 251.83 tax, 4449.00 gross. */
export function draftOf(
  seller: string,
  buyer: BuyerJson,
  over: { lines?: readonly LineInput[] } & Partial<Omit<DraftJson, 'lines'>> = {},
): DraftJson {
  const { lines = [SOFTWARE_LINE], ...rest } = over;
  return completeAmounts({ type: 'ORDINARY', seller, buyer, lines, ...rest });
}

/** A line of a given net at 6 %. */
export function lineOfNet(net: string): LineInput {
  return { taxClass: SOFTWARE_LINE.taxClass, item: SOFTWARE_LINE.item, rate: '0.06', net };
}
