import type { TextsOf } from '../error-text.js';

/** The texts of documents that break rules, in Chinese. */
export const DOCUMENT_TEXTS: TextsOf<'validation'> = {
  JSON_INVALID: {
    title: '内容不是 JSON，或 JSON 有歧义',
    cure: '请发送一个没有重复键的 JSON 值，只有计数用数字；错误信息指出字符，path 指出位置',
  },
  FIELD_UNKNOWN: { title: '本文档没有此字段', cure: '请删去该字段，或更正字段名' },
  FIELD_REQUIRED: { title: '缺少字段', cure: '请补上该字段' },
  FIELD_TYPE: { title: '字段的 JSON 类型不对', cure: '金额、税率和数量都是文本：写 "12.50"，不写 12.50' },
  FIELD_VALUE: { title: '取值不在允许范围内', cure: '请使用错误信息列出的取值' },
  TEXT_INVALID: {
    title: '文本为空、过长、首尾有空格，或含有不允许的字符',
    cure: '请按错误信息缩短文本，或删除、替换所指字符；写成 NFC 形式可消除多数组合符号',
  },
  MONEY_FORMAT: {
    title: '金额以元为单位，必须有两位小数',
    cure: '请写成 "1234.50"：不加千分位、不加正号、不写 -0.00，整数部分最多 15 位',
  },
  DECIMAL_FORMAT: {
    title: '数量或单价最多 17 个字符、13 位小数',
    cure: '请写成 "1.5"：不用科学计数法，前面不补零',
  },
  RATE_FORMAT: {
    title: '税率是最多三位小数的小数',
    cure: '请写成 "0.13"、"0.015" 或 "0"：末尾不带零，不写百分数',
  },
  DATE_FORMAT: { title: '日期写作 YYYY-MM-DD，月份写作 YYYY-MM', cure: '请使用真实存在的日期或月份' },
  NUMBER_FORMAT: {
    title: '发票号码为 20 位数字',
    cure: '请给出全部 20 位；2018 版为发票代码与号码相连；号段前缀须符合其版式',
  },
  BODY_TOO_LARGE: { title: '请求超过网关可读取的大小', cure: '请减少每次请求的发票张数' },
  BODY_TIMEOUT: { title: '请求未在规定时间内到达', cure: '请一次发送完整的请求内容' },
  MEDIA_TYPE: { title: '此处不接受该媒体类型的请求', cure: '请按接口说明使用媒体类型，编码为 UTF-8，不压缩' },
  REQUEST_MALFORMED: {
    title: '请求不是此处可读取的 HTTP',
    cure: '请检查程序与网关之间的环节：代理，或截断请求的库',
  },
  HEAD_TOO_LARGE: { title: '请求头超过网关可读取的大小', cure: '请减少请求头：全部合计不超过 16 KiB' },
  QUERY_TOO_BROAD: { title: '查询耗时过长', cure: '请缩短日期范围，或指定销售方、购买方或状态' },
  REF_USED: { title: '该单据号已开具发票', cure: '请查看该发票；另开发票请另用单据号' },
  CREDIT_CODE_INVALID: {
    title: '纳税人代码未通过 GB 32100 校验',
    cure: '请对照登记核对 18 位代码；持票人请核对化名',
  },
  BUYER_CODE_REQUIRED: { title: '企业购买方须有代码', cure: '请向购买方索取统一社会信用代码' },
  SINGLE_LIMIT_EXCEEDED: { title: '价税合计超过单张限额', cure: '请向税务局申请提高限额' },
  RATE_NOT_ALLOWED: {
    title: '该纳税人在该日期不可使用此税率',
    cure: '请使用税率表中该销售方当日可用的税率，或向税务局申请核定',
  },
  TAX_CLASS_EXCLUDED: {
    title: '税率表的该行不适用于此税收分类',
    cure: '请使用适用于该分类的税率，或更正税收分类编码',
  },
  SPECIAL_NOT_ALLOWED: {
    title: '不得向该购买方或就该明细行开具增值税专用发票',
    cure: '请开具普通发票，或把该明细行移到普通发票',
  },
  ORDINARY_ONLY: { title: '此号码版式只能开具普通发票', cure: '请使用 DIGITAL 版式号码的开票点' },
  ZERO_RATE_FLAG: {
    title: '无税的明细行须注明原因：EXEMPT（免税）、NOT_TAXED（不征税）或 ZERO_RATED（普通零税率）',
    cure: '税率为 0 的行请填零税率标识和税额 0.00；其他行请去掉该标识',
  },
  LINE_COUNT: { title: '发票没有明细行，或明细行超过规则允许的数量', cure: '请拆分为多张发票' },
  TAX_CLASS_FORMAT: { title: '税收分类编码为 19 位数字', cure: '请给出全部 19 位' },
  LINE_AMOUNT_MISMATCH: {
    title: '数量乘单价与不含税金额之差超过允许误差',
    cure: '请更正数量、单价或不含税金额，或同时不填数量和单价',
  },
  LINE_TAX_MISMATCH: {
    title: '明细行税额与不含税金额乘税率之差超过允许误差，或正负不一致',
    cure: '请把不含税金额乘税率四舍五入到分',
  },
  TAX_DRIFT_EXCEEDED: {
    title: '各行税额合计与不含税金额乘税率之差超过允许误差',
    cure: '请逐行计算税额，不要把合计税额分摊到各行',
  },
  TOTALS_MISMATCH: { title: '合计不等于各明细行之和', cure: '请按各行原值相加，不再舍入' },
  DISCOUNT_LINE: {
    title: '折扣行须紧跟被折扣行，分类和税率相同，为负数且不大于被折扣行',
    cure: '请把折扣行紧放在 DISCOUNTED 行之后，金额为负，分类、税率和标识相同',
  },
  NET_TOO_SMALL: { title: '发票不含税金额不足一分', cure: '金额为零不开票；小额请合并开具' },
  TAX_BEYOND_NET: {
    title: '发票税额为负，或超过不含税金额可承受的数额',
    cure: '请按各行不含税金额和税率计算税额，并舍入到分',
  },
  KEY_AMOUNT: { title: '金额超过该密钥可签的上限', cure: '请用纳税人的主密钥签名，或登记上限更高的密钥' },
  RED_REASON: {
    title: '规则中没有此冲红原因，或该原因不允许这样冲红',
    cure: '请使用错误信息列出的原因；01 冲销整张发票，04 不填数量',
  },
  REVERSAL_LINE: {
    title: '发票没有该明细行，或该行与其折扣不能这样冲红',
    cure: '请按发票顺序每行只列一次；被折扣行与折扣行一并冲红',
  },
  RETURN_FIGURES: {
    title: '申报数字与销项、进项或上期申报不符',
    cure: '请按网关统计重新计算，或用 core 的 figuresOf 计算',
  },
  REVERSAL_EXCEEDS_REST: {
    title: '冲红超过该行剩余，或最后一次冲红未取完剩余',
    cure: '请读取发票状态；最多冲红错误信息所示的剩余，最后一次须数量、金额、税额一并取完',
  },
  RECEIPT_GLYPH: { title: '凭证字体缺少某个字符', cure: '请替换该字符；错误信息已指出' },
};
