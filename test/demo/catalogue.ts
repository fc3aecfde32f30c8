import type { LineInput } from '@fapiao-ledger/core';
import type { Seeded } from '../support/seeded.ts';

/** One kind of goods or service: the text of its line, and the price of a unit in fen. */
interface Article {
  readonly taxClass: string;
  readonly items: readonly string[];
  readonly specification?: string;
  readonly unit: string;
  readonly priceFen: readonly [number, number];
  readonly rate: string;
  readonly zeroRate?: 'EXEMPT' | 'NOT_TAXED' | 'ZERO_RATED';
}

const ARTICLES: Readonly<Record<string, Article>> = {
  software: {
    taxClass: '3040201010000000000',
    items: ['*信息技术服务*软件开发', '*信息技术服务*系统维护', '*信息技术服务*数据处理'],
    unit: '项',
    priceFen: [80_000, 2_500_000],
    rate: '0.06',
  },
  hardware: {
    taxClass: '1090512030000000000',
    items: ['*计算机外部设备*打印机', '*电子计算机*服务器', '*计算机配套产品*显示器'],
    specification: 'Mk II-24″',
    unit: '台',
    priceFen: [9_900, 1_200_000],
    rate: '0.13',
  },
  export: {
    taxClass: '3040201010000000000',
    items: ['*信息技术服务*离岸软件开发'],
    unit: '项',
    priceFen: [500_000, 3_000_000],
    rate: '0',
    zeroRate: 'ZERO_RATED',
  },
  room: {
    taxClass: '3070402000000000000',
    items: ['*住宿服务*标准间', '*住宿服务*商务套房'],
    unit: '间·夜',
    priceFen: [28_800, 128_800],
    rate: '0.06',
  },
  meal: {
    taxClass: '3070401000000000000',
    items: ['*餐饮服务*餐费', '*餐饮服务*会议茶歇'],
    unit: '次',
    priceFen: [3_800, 580_000],
    rate: '0.06',
  },
  transport: {
    taxClass: '3010101020200000000',
    items: ['*运输服务*机场接送'],
    unit: '趟',
    priceFen: [12_000, 40_000],
    rate: '0.09',
  },
  books: {
    taxClass: '1060201010000000000',
    items: ['*印刷品*专业图书', '*印刷品*期刊合订本'],
    unit: '册',
    priceFen: [1_990, 19_900],
    rate: '0.09',
  },
  vegetables: {
    taxClass: '1010115010000000000',
    items: ['*蔬菜*时令鲜菜'],
    unit: '千克',
    priceFen: [300, 2_500],
    rate: '0',
    zeroRate: 'EXEMPT',
  },
  deposit: {
    taxClass: '6010000000000000000',
    items: ['*预付卡销售*图书卡'],
    unit: '张',
    priceFen: [10_000, 100_000],
    rate: '0',
    zeroRate: 'NOT_TAXED',
  },
  snack: {
    taxClass: '3070401000000000000',
    items: ['*餐饮服务*小吃', '*餐饮服务*外卖套餐'],
    unit: '份',
    priceFen: [600, 6_800],
    rate: '0.01',
  },
  snackWaived: {
    taxClass: '3070401000000000000',
    items: ['*餐饮服务*团餐'],
    unit: '份',
    priceFen: [1_500, 4_000],
    rate: '0.03',
  },
  repair: {
    taxClass: '2010400000000000000',
    items: ['*劳务*汽车修理', '*劳务*机油更换'],
    unit: '次',
    priceFen: [8_000, 160_000],
    rate: '0.01',
  },
  repairWaived: {
    taxClass: '2010400000000000000',
    items: ['*劳务*车辆检修'],
    unit: '次',
    priceFen: [20_000, 90_000],
    rate: '0.03',
  },
};

/** Returns a line as a till sends it: quantity and unit price. Amounts are computed from them. */
export function lineOf(article: string, chance: Seeded): LineInput {
  const { taxClass, items, specification, unit, priceFen, rate, zeroRate } = ARTICLES[article] as Article;
  const price = chance.whole(priceFen[0], priceFen[1]);
  return {
    taxClass,
    item: chance.pick(items),
    ...(specification === undefined ? {} : { specification }),
    unit,
    quantity: chance.pick(['1', '2', '3', '0.5', '1.25', '12']),
    unitPrice: `${Math.floor(price / 100)}.${String(price % 100).padStart(2, '0')}${chance.pick(['', '5', '1504425'])}`,
    rate,
    ...(zeroRate === undefined ? {} : { zeroRate }),
  };
}

/** Returns a line sold at a discount, with the discount line that follows it. */
export function discountedLines(article: string): readonly LineInput[] {
  const { taxClass, items, rate } = ARTICLES[article] as Article;
  const shared = { taxClass, item: items[0] as string, rate };
  return [
    { ...shared, kind: 'DISCOUNTED', net: '1000.00' },
    { ...shared, kind: 'DISCOUNT', net: '-150.00' },
  ];
}
