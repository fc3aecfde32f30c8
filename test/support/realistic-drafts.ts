import {
  type BuyerJson,
  completeAmounts,
  type DraftJson,
  type Fen,
  formatYuan,
  type LineInput,
} from '@fapiao-ledger/core';
import { ARTICLES, type Article } from './articles.ts';
import { enterpriseCode } from './drafts.ts';
import { Seeded } from './seeded.ts';

/** A draft that any general taxpayer may issue. */
export type SellerlessDraft = Omit<DraftJson, 'seller'>;

const BUYERS = 5_000;
/** Of 50 invoices so many have 1, 2, 3, 4, 5 and 6 lines: 3.8 on average. */
const INVOICES_BY_LINES = [5, 6, 9, 11, 11, 8];
const LINE_COUNTS = INVOICES_BY_LINES.flatMap((invoices, index) => Array<number>(invoices).fill(index + 1));

const CITIES = [
  ['深圳', '440305', '福田区'],
  ['广州', '440106', '天河区'],
  ['东莞', '441900', '南城街道'],
  ['上海', '310115', '浦东新区'],
  ['北京', '110108', '海淀区'],
  ['重庆', '500105', '江北区'],
  ['杭州', '330106', '西湖区'],
  ['成都', '510107', '武侯区'],
  ['武汉', '420106', '武昌区'],
  ['西安', '610113', '雁塔区'],
] as const;
const SYLLABLES = [...'华宏盛达润泰恒信瑞丰嘉诚鑫源博远安康卓越新宇天创联众和兴顺通'];
const TRADES = '商贸 科技 实业 建筑工程 餐饮管理 物流 电子 机械设备 医药 文化传媒 环保科技 服饰'.split(' ');
const FORMS = ['有限公司', '有限公司', '有限责任公司', '股份有限公司'];
const STREETS = '人民路 中山路 建设大道 科技园路 解放路 工业大道 滨河路 学院路'.split(' ');
const BANKS = '中国工商银行 中国建设银行 中国农业银行 招商银行 交通银行 中国银行'.split(' ');
/** Units of which a sale may have a fraction. */
const MEASURED = new Set(['千克', '升', '平方米']);
const REMARKS = [
  (number: number) => `合同编号:HT2026-${number}`,
  (number: number) => `订单号${number}`,
  (number: number) => `项目名称:${number}号厂房改造工程,地址见合同`,
];

/**
 * Returns drafts such as merchants issue, always the same for a seed: 1 to 6 lines of 200 articles, 5,000 enterprises as buyers,
 * amounts at random, with discounts and remarks. Each keeps every rule for a general taxpayer.
 */
export function realisticDrafts(count: number, seed?: number): readonly SellerlessDraft[] {
  const random = new Seeded(seed);
  const buyers = Array.from({ length: BUYERS }, (_, serial) => buyerOf(random, serial));
  return Array.from({ length: count }, () => draftOf(random, buyers));
}

function buyerOf(random: Seeded, serial: number): BuyerJson {
  const [city, region, district] = random.pick(CITIES);
  const word = `${random.pick(SYLLABLES)}${random.pick(SYLLABLES)}`;
  const telephone = `${random.whole(2_000_000, 8_999_999)}`;
  const account = `${random.whole(10_000_000, 99_999_999)}${random.whole(10_000_000, 99_999_999)}`;
  return {
    type: 'ENTERPRISE',
    code: enterpriseCode(10_000 + serial, region),
    name: `${city}${word}${random.pick(TRADES)}${random.pick(FORMS)}`,
    ...(random.chance(0.3) && {
      contact: `${city}市${district}${random.pick(STREETS)}${random.whole(1, 999)}号 ${telephone}`,
      bank: `${random.pick(BANKS)}${city}${district}支行 ${account}`,
    }),
  };
}

function draftOf(random: Seeded, buyers: readonly BuyerJson[]): SellerlessDraft {
  const lines = linesOf(random, random.pick(LINE_COUNTS));
  const isSpecial = lines.every(({ zeroRate }) => zeroRate === undefined) && random.chance(0.4);
  const { seller: _seller, ...draft } = completeAmounts({
    type: isSpecial ? 'SPECIAL' : 'ORDINARY',
    seller: '',
    buyer: random.pick(buyers),
    lines,
    ...(random.chance(0.02) && { remark: random.pick(REMARKS)(random.whole(100_000, 999_999)) }),
  });
  return draft;
}

/** A discounted line and its discount count as two. */
function linesOf(random: Seeded, count: number): readonly LineInput[] {
  const lines: LineInput[] = [];
  while (lines.length < count) {
    const article = random.pick(ARTICLES);
    const isDiscounted = count - lines.length > 1 && random.chance(0.04);
    lines.push(...(isDiscounted ? discountedPair(random, article) : [lineOf(random, article)]));
  }
  return lines;
}

function lineOf(random: Seeded, article: Article): LineInput {
  const { price: _price, specification, unit, ...named } = article;
  const price = random.whole(Math.ceil(article.price * 0.8), Math.floor(article.price * 1.2));
  const chance = random.whole(1, 100);
  if (chance <= 10) return { ...named, net: yuan(price * random.whole(1, 10)) };
  const goods = { ...named, ...(specification && { specification }), ...(unit && { unit }) };
  const quantity = random.whole(1, Math.max(3, Math.min(60, Math.floor(300_000 / price))));
  if (chance <= 20) return { ...goods, ...pricedWithTax(price, quantity, article.rate) };
  const fraction = MEASURED.has(unit ?? '') ? `.${random.whole(1, 9)}` : '';
  return { ...goods, quantity: `${quantity}${fraction}`, unitPrice: yuan(price) };
}

/** A price with tax gives a price without tax that does not end. */
function pricedWithTax(
  price: number,
  quantity: number,
  rate: string,
): Pick<LineInput, 'quantity' | 'unitPrice'> {
  return { quantity: String(quantity), unitPrice: (price / 100 / (1 + Number(rate))).toFixed(8) };
}

function discountedPair(random: Seeded, article: Article): readonly LineInput[] {
  const { taxClass, item, rate, zeroRate } = article;
  const net = article.price * random.whole(2, 9);
  const discount = Math.ceil((net * random.whole(1, 20)) / 100);
  const named = { taxClass, item, rate, ...(zeroRate && { zeroRate }) };
  return [
    { ...named, kind: 'DISCOUNTED', net: yuan(net) },
    { ...named, kind: 'DISCOUNT', net: yuan(-discount) },
  ];
}

function yuan(fen: number): string {
  return formatYuan(BigInt(fen) as Fen);
}
