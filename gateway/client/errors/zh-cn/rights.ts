import type { TextsOf } from '../error-text.js';

/** The texts of rights that a caller lacks, and of what does not exist, in Chinese. */
export const RIGHT_TEXTS: TextsOf<'forbidden' | 'missing'> = {
  ROLE_REQUIRED: { title: '证书没有所需的角色', cure: '请使用正确的身份提交' },
  NOT_THE_SELLER: { title: '调用方不是该发票的销售方', cure: '请用销售方自己的密钥签名，每个请求一个销售方' },
  NOT_A_PARTY: {
    title: '调用方与该发票无关',
    cure: '请以销售方、购买方、持票人或报销单位的身份查询，或改为查验凭证',
  },
  SIGNATURE_INVALID: {
    title: '签名不是该纳税人已登记密钥所作',
    cure: '请用已登记的密钥对声明的原字节签名：P-256、SHA-256、DER、low-S；请把错误信息中的两个摘要与自己的比对（docs/statements.md）',
  },
  KEY_EPOCH: {
    title: '声明所指的不是密钥当前的登记',
    cure: '请重新读取签名方的登记，并按其中的密钥登记期重签同一请求',
  },
  KEY_ENDED: { title: '密钥登记已到期', cure: '请用纳税人的主密钥登记截止时间更晚的密钥' },
  KEY_SCOPE: {
    title: '该密钥未登记此操作或此开票点的权限',
    cure: '请用主密钥签名，或登记具有该权限或开票点的密钥；税务人员请找权限不受限的同事',
  },
  OTHER_LEDGER: {
    title: '声明针对另一账本或另一智能合约',
    cure: '请按信任文件中的账本和合约签名；网关所示若不同，请不要信任该网关',
  },
  STATEMENT_EXPIRED: {
    title: '声明已过截止时间',
    cure: '请先查询请求的结果，再以更晚的截止时间重签同一请求',
  },
  STATEMENT_TOO_LONG: { title: '声明的截止时间超过规则允许的期限', cure: '请以更早的截止时间重签同一请求' },
  PROVIDER_REVOKED: {
    title: '税务局已撤销该支付机构',
    cure: '请联系税务局；税务局可用新密钥重新登记支付机构',
  },
  MANDATE_ENDED: { title: '销售方的开票授权已结束', cure: '请销售方重新授权' },
  MANDATE_EXCEEDED: {
    title: '销售方的开票授权不包括此开票点、金额、票种或退款',
    cure: '请销售方扩大授权，或由销售方凭已确认的支付自行开票',
  },
  OFFICER_REVOKED: { title: '税务局已撤销该税务人员', cure: '须由其他税务人员办理' },
  TAXPAYER_SUSPENDED: { title: '该纳税人已被暂停', cure: '请联系税务局' },
  NOT_THE_HOLDER: { title: '只有持票人可以这样做', cure: '请持票人办理' },
  NOT_THE_CLAIMANT: {
    title: '只有持有锁定的报销单位可以这样做',
    cure: '请持有锁定的报销单位办理，或等待锁定到期',
  },
  NOT_THE_STARTER: {
    title: '只有发起红字信息确认单的一方可以这样做',
    cure: '请拒绝该确认单，或请发起方撤回',
  },
  RED_LETTER_BY_SELLER: { title: '未入账且未确认用途的发票只能由销售方红冲', cure: '请销售方红冲' },
  NOT_THE_BUYER: { title: '只有发票抬头所列的企业可以这样做', cure: '请由该企业签名' },
  CREDENTIAL_INVALID: {
    title: '凭据缺失、过期或不受信任',
    cure: '请重新登录；如由程序自行签发令牌，错误信息会指出问题所在',
  },
  IDENTITY_INVALID: {
    title: '提交所用身份不是唯一且无歧义的一张证书',
    cure: '请重新写出证书文件（openssl x509 -in cert.pem -out cert.pem），或请颁发机构为该密钥重新发证',
  },
  NOT_SERVED_HERE: {
    title: '本网关不为该组织提交',
    cure: '请使用该组织的网关：税务局的行为用税务局网关，平台纳税人用平台网关',
  },
  QUOTA_EXCEEDED: {
    title: '调用方发送的请求过多，请稍后重试',
    cure: '请按 Retry-After 等待，之后减少请求，尤其减少会被拒绝的请求',
  },
  CHECK_CODE_NEEDED: {
    title: '该发票的校验码被猜测次数过多，六位已不足以查验',
    cure: '请给出全部 20 位校验码，或等待一小时',
  },
  TAXPAYER_NOT_FOUND: { title: '该代码下没有登记纳税人', cure: '请先在税务局登记纳税人' },
  INVOICE_NOT_FOUND: { title: '没有该号码的发票', cure: '请核对号码；如同时给出发票页，须为载有该发票的页' },
  LANE_NOT_FOUND: { title: '销售方没有该开票点', cure: '请先为开票点分配额度和号码' },
  CREDIT_NOT_FOUND: { title: '本月未核定发票总额度', cure: '请向税务局申请当月额度' },
  RULE_SET_NOT_FOUND: { title: '该日期没有生效的税收规则集', cure: '须由税务局发布适用于该日的规则集' },
  OFFICER_NOT_FOUND: { title: '该代码下没有登记税务人员', cure: '请核对代码；须先由税务人员登记此人' },
  PROVIDER_NOT_FOUND: { title: '该代码下没有登记支付机构', cure: '请核对代码；支付机构由税务局登记' },
  MANDATE_NOT_FOUND: {
    title: '销售方未向该支付机构授权',
    cure: '请销售方授权，或由销售方凭已确认的支付自行开票',
  },
  PAYMENT_NOT_FOUND: {
    title: '没有向该销售方的此笔已确认支付',
    cure: '请核对支付机构和编号；须先由支付机构确认该支付',
  },
  RED_FORM_NOT_FOUND: {
    title: '该发票没有此序号的红字信息确认单',
    cure: '请读取发票状态：reversal.forms 从 1 起计数',
  },
  RETURN_NOT_FOUND: { title: '该所属期没有申报', cure: '请先申报' },
  REQUEST_NOT_FOUND: {
    title: '账本没有此请求号的请求',
    cure: '现在没有程序再给出此代码；代码不会重用，故仍列出',
  },
  KEY_NOT_FOUND: {
    title: '该纳税人没有此名称的密钥',
    cure: '请列出密钥；已撤销的密钥和由先前主密钥登记的密钥不再列出',
  },
  CUSTODY_NOT_FOUND: { title: '此处没有托管该纳税人的密钥', cure: '请在密钥托管方开通，或自行签名' },
  ROUTE_NOT_FOUND: { title: '没有该路径或命令', cure: '请查看接口说明' },
  METHOD_NOT_ALLOWED: { title: '该路径不支持此方法', cure: '请查看接口说明' },
};
