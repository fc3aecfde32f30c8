import type { TextsOf } from '../error-text.js';

/** The texts of failures of the ledger, and of proofs that are wrong, in Chinese. */
export const PROGRAM_TEXTS: TextsOf<'ledger' | 'verification'> = {
  LEDGER_CONFLICT: { title: '另一交易先改变了相同的数据', cure: '请重新发送：没有写入任何内容' },
  LEDGER_ENDORSEMENT: {
    title: '背书不满足背书策略',
    cure: '没有写入任何内容；运营方可在网关日志中看到哪些节点拒绝或结果不同',
  },
  LEDGER_REFUSED: { title: '账本拒绝了该交易', cure: '没有写入任何内容；原因见网关日志' },
  LEDGER_UNAVAILABLE: { title: '无法连接账本', cure: '请稍后用同一请求号重新发送' },
  LEDGER_BUSY: { title: '账本繁忙，请稍后重试', cure: '请稍后用同一请求号重新发送' },
  LEDGER_READ_ONLY: { title: '磁盘故障后账本已停止写入', cure: '运营方须清理或更换磁盘；仍可读取' },
  LEDGER_SECOND_WRITER: {
    title: '有其他进程写入或可能写入账本目录，账本已停止写入',
    cure: '没有写入任何内容；运营方须结束另一进程并重新启动本进程；仍可读取',
  },
  LEDGER_DAMAGED: {
    title: '存储的区块与当初写入的不同',
    cure: '请停止使用：运营方须与副本比对；错误信息指出区块',
  },
  LEDGER_ROLLED_BACK: {
    title: '已确认的区块缺失',
    cure: '运营方须放回最新的区块；请看错误信息和 docs/operating.md',
  },
  LEDGER_OUTCOME_UNKNOWN: {
    title: '交易已发送，结果尚不清楚',
    cure: '请用同一请求号重新发送，或查询该请求：不会重复开具',
  },
  READ_MODEL_UNAVAILABLE: {
    title: '无法连接列表和统计的数据库',
    cure: '请稍后重新发送；运营方须恢复数据库；列表和统计以外的功能仍可使用',
  },
  GATEWAY_BUSY: {
    title: '网关繁忙，请稍后重试',
    cure: '请稍后重新发送；如果同一请求总是如此，则其所需时间或内存超过一次检查的限度',
  },
  RECEIPT_STRUCTURE: {
    title: '文件不是一份凭证的单一签名版本',
    cure: '请使用原始文件，不要使用打印、合并或另存的文件',
  },
  RECEIPT_SIGNATURE: { title: '签名与文件不符', cure: '请不要信任该文件：签名后被改动过' },
  RECEIPT_CERTIFICATE: {
    title: '签名方证书不能追溯到受信任的颁发机构',
    cure: '请核对信任文件；如无误，请不要信任该凭证',
  },
  RECEIPT_PAGE: { title: '页面所示与内嵌数据不符', cure: '请不要信任该页面：所示与账本记录不同' },
  RECEIPT_TOTALS: { title: '内嵌发票不符合税额计算', cure: '请不要信任该凭证' },
  RECEIPT_ATTESTATION: {
    title: '经背书的存证答复不能证明该发票',
    cure: '请不要信任该凭证：背书节点没有这样答复',
  },
  ANSWER_UNPROVEN: {
    title: '网关的答复与账本背书节点所述不符',
    cure: '请不要采信该答复：用 fapiao request show ID 再次询问账本，必要时换一个网关；同一命令可安全地重复该请求',
  },
  INVOICE_DIFFERS: {
    title: '账本上的一张发票与账本其他文件得出的结果不同',
    cure: '请查明谁为其交易背书：只有智能合约被改动或区块副本被伪造才会如此',
  },
};
