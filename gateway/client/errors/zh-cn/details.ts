import { type DetailTexts, translatedDetail } from '../detail.js';
import type { CodeWithText } from '../error-text.js';

const CREDIT_CODE = '"{text}" 未通过统一社会信用代码校验（GB 32100）：请逐位核对 18 位代码';

/** The sentences of drafts, tables and the most frequent refusals, in Chinese. */
export const DETAILS_ZH_CN: DetailTexts = {
  FIELD_UNKNOWN: {
    'the field is unknown; remove it': '没有此字段：请删去',
    'cell {column}1: there is no column "{header}"': '单元格 {column}1：没有名为“{header}”的列',
    'the column "{name}" ({header}) is there twice': '“{header}”列（{name}）出现两次',
  },
  FIELD_REQUIRED: {
    'the field is missing': '缺少此字段',
    'an object is expected': '此处应为对象',
    'the column "{name}" ({header}) is missing in the first line': '第一行缺少“{header}”列（{name}）',
  },
  FIELD_TYPE: {
    'text is expected': '此处应为文本',
    'an object is expected': '此处应为对象',
    'an array is expected': '此处应为数组',
  },
  FIELD_VALUE: {
    '"{text}" is not one of {values}': '"{text}" 不是 {values} 之一',
    '"{text}" is not 64 hex digits': '"{text}" 不是 64 位十六进制数字',
    '"{text}" can mean thousands or three decimals, and no other quantity or amount of the file tells which: write thousands without a mark, and two or four decimals':
      '"{text}" 可以读作千分位，也可以读作三位小数，文件中没有其他数量或金额可以区分：千位不要加分隔符，小数请写两位或四位',
    '"{name}" ({header}) differs from the first line of the invoice: leave it empty, or give each invoice an own id of its own':
      '“{header}”（{name}）与该发票的第一行不同：请留空，或为每张发票填写各自的单据号',
    'the spreadsheet has made the number {text} of the code, without its last digits: give the column the format text, and enter the code again':
      '电子表格把代码变成了数字 {text}，末几位已丢失：请把该列设为文本格式，重新输入代码',
    'the own id "{ref}" stands on line {line} too: give each invoice its own, and put the lines of one invoice below each other':
      '单据号 "{ref}" 还出现在第 {line} 行：每张发票请用各自的单据号，同一发票的各行请上下相邻',
    'the own id "{ref}" stands on lines {lines} too: give each invoice its own, and put the lines of one invoice below each other':
      '单据号 "{ref}" 还出现在第 {lines} 行：每张发票请用各自的单据号，同一发票的各行请上下相邻',
  },
  TEXT_INVALID: {
    'character {place} is {character}, which no text may have; remove or replace it':
      '第 {place} 个字符是 {character}，文本中不允许：请删除或替换',
    'text of {least} to {most} characters is expected': '文本应为 {least} 至 {most} 个字符',
    'the text begins or ends with a space; remove it': '文本首尾有空格：请删除',
  },
  MONEY_FORMAT: {
    '"{text}" is not yuan with two decimals, such as "{example}"':
      '"{text}" 不是两位小数的金额（元），例如 "{example}"',
  },
  DECIMAL_FORMAT: {
    '"{text}" is not a decimal of at most {characters} characters and {decimals} decimals':
      '"{text}" 不是最多 {characters} 个字符、{decimals} 位小数的小数',
  },
  RATE_FORMAT: { '"{text}" is not a rate such as "{example}"': '"{text}" 不是税率，应形如 "{example}"' },
  CREDIT_CODE_INVALID: {
    '"{text}" fails the check of a unified social credit code (GB 32100); compare its 18 characters':
      CREDIT_CODE,
    '"{text}" is not the code of a participant': '"{text}" 不是参与方的代码',
  },
  BUYER_CODE_REQUIRED: {
    'the unified social credit code of an enterprise buyer is missing; add it':
      '企业购买方缺少统一社会信用代码：请补上',
  },
  SINGLE_LIMIT_EXCEEDED: {
    '{gross} is above the limit of one invoice, {limit}; split the invoice':
      '{gross} 元超过单张限额 {limit} 元：请拆分发票',
  },
  RATE_NOT_ALLOWED: {
    '{rate} is not available to a {kind} seller on {date}; use {rates}':
      '{kind}在 {date} 不可使用税率 {rate}：请用 {rates}',
  },
  TAX_CLASS_EXCLUDED: {
    'row {row}, {rate}, does not apply to tax classes that begin with {prefix}; use another rate':
      '税率表 {row} 行（{rate}）不适用于以 {prefix} 开头的税收分类：请用其他税率',
  },
  SPECIAL_NOT_ALLOWED: {
    'a special invoice cannot have a line of row {row} of the rate table; use ORDINARY':
      '专用发票不能含税率表 {row} 行的明细：请开具普通发票（ORDINARY）',
    'a person cannot receive a special invoice; use ORDINARY':
      '不能向个人开具专用发票：请开具普通发票（ORDINARY）',
  },
  ORDINARY_ONLY: {
    'a lane of the 2018 profile issues ordinary invoices only; use ORDINARY, or another lane':
      '2018 版式的开票点只能开具普通发票：请用 ORDINARY，或换一个开票点',
  },
  ZERO_RATE_FLAG: {
    'a line of another rate than 0 has no zero-rate flag; remove the flag':
      '税率不为 0 的行不填零税率标识：请去掉',
    'a line of rate 0 needs its zero-rate flag: EXEMPT, NOT_TAXED or ZERO_RATED':
      '税率为 0 的行须填零税率标识：EXEMPT（免税）、NOT_TAXED（不征税）或 ZERO_RATED（普通零税率）',
    'a line of rate 0 bears no tax; write 0.00': '税率为 0 的行没有税额：请填 0.00',
  },
  LINE_COUNT: {
    'an invoice has 1 to {most} lines, not {count}': '一张发票有 1 至 {most} 行，不是 {count} 行',
  },
  TAX_CLASS_FORMAT: { '"{text}" is not a tax class code of 19 digits': '"{text}" 不是 19 位的税收分类编码' },
  LINE_AMOUNT_MISMATCH: {
    'net differs from quantity times unit price, {product}, by more than {tolerance}':
      '不含税金额与数量乘单价 {product} 之差超过 {tolerance}',
    'quantity and unit price must both be present or both be absent': '数量和单价须同时填写，或同时不填',
  },
  LINE_TAX_MISMATCH: {
    'the tax differs from net times {rate}, {tax}, by more than {tolerance}':
      '税额与不含税金额乘 {rate}（{tax}）之差超过 {tolerance}',
    'the tax has another sign than the net; give both the same sign':
      '税额与不含税金额的正负不一致：请改为一致',
  },
  TAX_DRIFT_EXCEEDED: {
    'the taxes of all lines differ together by more than {tolerance} from net times rate; compute each line’s tax':
      '各行税额合计与不含税金额乘税率之差超过 {tolerance}：请逐行计算税额',
  },
  TOTALS_MISMATCH: {
    'the lines add up to {sum}, not {total}': '各明细行之和为 {sum}，不是 {total}',
    'net and tax add up to {sum}, not {total}': '不含税金额与税额之和为 {sum}，不是 {total}',
  },
  DISCOUNT_LINE: {
    'the net of a line that is no discount must be positive': '非折扣行的不含税金额须为正',
    'a DISCOUNTED line must be followed by its DISCOUNT line':
      '被折扣行（DISCOUNTED）之后须紧跟折扣行（DISCOUNT）',
    'a DISCOUNT line must follow its DISCOUNTED line': '折扣行（DISCOUNT）须紧跟被折扣行（DISCOUNTED）',
    'a discount line must have the {field} of its discounted line': '折扣行的 {field} 须与被折扣行相同',
    'a discount line has no quantity; remove quantity and unit price': '折扣行没有数量：请去掉数量和单价',
    'a discount must be negative and not larger than its line': '折扣须为负，且不大于被折扣行',
  },
  NET_TOO_SMALL: {
    'the net of an invoice is at least {least}; issue nothing for less':
      '发票不含税金额至少为 {least} 元：不足不开票',
  },
  TAX_BEYOND_NET: {
    'a tax of {tax} is not what the net of these lines can bear; correct the taxes of the lines':
      '这些明细行的不含税金额不会有 {tax} 的税额：请更正各行税额',
  },
  REF_USED: {
    'invoice {number} has the own id "{ref}" already: each invoice needs an own id of its own':
      '发票 {number} 已使用单据号 "{ref}"：每张发票须有各自的单据号',
    'another invoice of the seller has the own id "{ref}" already: each invoice needs an own id of its own':
      '销售方的另一张发票已使用单据号 "{ref}"：每张发票须有各自的单据号',
    'draft {place} of this request has the own id "{ref}" already: each invoice needs an own id of its own':
      '本次请求中序号为 {place}（从 0 起）的待开发票已使用单据号 "{ref}"：每张发票须有各自的单据号',
  },
  CREDIT_NOT_FOUND: { 'no credit is granted to {seller} for {month}': '{seller} 在 {month} 没有发票总额度' },
  CREDIT_EXCEEDED: {
    '{net} is more than the {left} left in lane {lane}; allot it more credit':
      '{net} 元超过开票点 {lane} 剩余的 {left} 元：请为其分配更多额度',
    '{net} is more than the {left} left for {month}; ask the bureau for more credit':
      '{net} 元超过 {month} 剩余的 {left} 元：请向税务局申请更多额度',
  },
  NUMBERS_EXHAUSTED: {
    'lane {lane} has {left} numbers left; allot numbers to the lane':
      '开票点 {lane} 剩余 {left} 个号码：请为其分配号码',
    'no {count} consecutive numbers of {year} are left; ask the bureau for a segment':
      '{year} 年没有 {count} 个连续的号码：请向税务局申请号段',
    'no {count} consecutive DIGITAL numbers of {year} are left; ask the bureau for a segment':
      '{year} 年没有 {count} 个连续的数电票号码：请向税务局申请号段',
    'no {count} consecutive SHENZHEN_2018 numbers of {year} are left; ask the bureau for a segment':
      '{year} 年没有 {count} 个连续的 2018 版式号码：请向税务局申请号段',
  },
  PERIOD_CLOSED: {
    'the seller has filed the return of {month}': '销售方已申报 {month}',
    'the tax periods through {month} are closed': '{month} 及以前的所属期已关闭',
  },
  TAXPAYER_SUSPENDED: { '{code} is suspended; ask the tax bureau': '{code} 已被暂停：请联系税务局' },
  TAXPAYER_NOT_FOUND: { '{code} is not registered': '{code} 没有登记' },
  INVOICE_NOT_FOUND: { 'no invoice has the number {number}': '没有号码为 {number} 的发票' },
  REQUEST_ID_REUSED: {
    'request {id} was used with other content; take a new request id for new content':
      '请求 {id} 已用于其他内容：新内容请用新的请求号',
  },
};

const TERMS_ZH_CN: Readonly<Record<string, string>> = {
  GENERAL: '一般纳税人',
  SMALL_SCALE: '小规模纳税人',
};

/** Returns the detail of an error or fault in Chinese; undefined when its sentence has no translation. */
export function detailInChinese(code: string, detail: string): string | undefined {
  const sentences = Object.hasOwn(DETAILS_ZH_CN, code) ? DETAILS_ZH_CN[code as CodeWithText] : undefined;
  return translatedDetail(detail, sentences, TERMS_ZH_CN);
}
