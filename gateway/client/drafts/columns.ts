/** Columns of the invoice; those of the buyer go into an object of their own. */
export const BUYER_COLUMNS = {
  buyerType: 'type',
  buyerCode: 'code',
  buyerName: 'name',
  buyerContact: 'contact',
  buyerBank: 'bank',
} as const;

export const DRAFT_COLUMNS = ['ref', 'type', 'seller', 'holder', 'remark'] as const;

export const LINE_COLUMNS = [
  'kind',
  'taxClass',
  'item',
  'specification',
  'unit',
  'quantity',
  'unitPrice',
  'net',
  'gross',
  'rate',
  'tax',
  'zeroRate',
] as const;

/** Names the invoice of a record where the file has no own ids, or several lines of one. */
export const KEY_COLUMN = 'invoice';

export type ColumnName =
  | typeof KEY_COLUMN
  | (typeof DRAFT_COLUMNS)[number]
  | keyof typeof BUYER_COLUMNS
  | (typeof LINE_COLUMNS)[number];

/** Chinese headers of each column. The first is that of the template; the others are those of invoice software in use. */
export const CHINESE_HEADERS: Readonly<Record<ColumnName, readonly [string, ...string[]]>> = {
  ref: ['单据号', '订单号', '业务单号', '单据编号', '自有编号', '商户单号', '发票流水号'],
  invoice: ['发票', '发票分组'],
  type: ['发票类型', '发票种类', '票种'],
  seller: ['销售方税号', '销方税号', '销售方纳税人识别号', '销售方识别号'],
  holder: ['持有人', '持有人代码'],
  remark: ['备注'],
  buyerType: ['购买方类型', '购方类型', '客户类型'],
  buyerCode: [
    '购买方税号',
    '购方税号',
    '购买方纳税人识别号',
    '购买方识别号',
    '购方识别号',
    '统一社会信用代码',
    '购买方统一社会信用代码/纳税人识别号',
    '客户税号',
  ],
  buyerName: ['购买方名称', '购方名称', '客户名称'],
  buyerContact: ['购买方地址电话', '购方地址电话', '购买方地址、电话', '地址电话'],
  buyerBank: ['购买方开户行及账号', '购方开户行及账号', '购方银行账号', '开户行及账号', '银行账号'],
  kind: ['行性质', '发票行性质'],
  taxClass: ['税收分类编码', '商品和服务税收分类编码', '商品编码', '分类编码', '税收编码'],
  item: ['项目名称', '商品名称', '货物名称', '货物或应税劳务名称', '货物或应税劳务、服务名称', '品名'],
  specification: ['规格型号', '规格'],
  unit: ['单位', '计量单位'],
  quantity: ['数量'],
  unitPrice: ['单价', '不含税单价', '单价(不含税)'],
  net: ['金额', '不含税金额', '金额(不含税)'],
  gross: ['价税合计', '含税金额', '金额(含税)'],
  rate: ['税率', '税率/征收率', '征收率'],
  tax: ['税额'],
  zeroRate: ['零税率标识', '零税率标志', '免税类型', '免税标识'],
};

export const COLUMN_NAMES = [
  KEY_COLUMN,
  ...DRAFT_COLUMNS,
  ...(Object.keys(BUYER_COLUMNS) as (keyof typeof BUYER_COLUMNS)[]),
  ...LINE_COLUMNS,
] as const satisfies readonly ColumnName[];

/** English headers that order systems write beside the names of the columns. `price` and `amount` are none: they may include tax. */
const ENGLISH_HEADERS: Readonly<Record<string, ColumnName>> = {
  orderno: 'ref',
  ordernumber: 'ref',
  orderid: 'ref',
  ownid: 'ref',
  customername: 'buyerName',
  customertaxid: 'buyerCode',
  taxrate: 'rate',
  description: 'item',
};

const COLUMN_OF: ReadonlyMap<string, ColumnName> = new Map([
  ...Object.entries(ENGLISH_HEADERS),
  ...COLUMN_NAMES.map((name) => [plain(name), name] as const),
  ...COLUMN_NAMES.flatMap((name) => CHINESE_HEADERS[name].map((header) => [plain(header), name] as const)),
]);

/** Returns the column of a header; undefined when there is none. Spaces, stars, case and the width of characters do not matter. */
export function columnOf(header: string): ColumnName | undefined {
  return COLUMN_OF.get(plain(header));
}

function plain(header: string): string {
  return header
    .normalize('NFKC')
    .replaceAll(/[\s*_\uFEFF]/g, '')
    .toLowerCase();
}
