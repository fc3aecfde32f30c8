import type { Translated } from '../language.ts';
import type { holderEn } from './en.ts';

/** The Chinese texts of what a holder signs in the wallet. */
export const holderZhCn: Translated<typeof holderEn> = {
  operations: {
    transfer: { title: '流转发票', effect: '不可撤销：此后只有新的持票人可以流转或报销该发票。' },
    lock: { title: '报销锁定', effect: '锁定到期前，只有该报销单位可以入账或退回。' },
  },
  faults: {
    'identity-unreadable': '该文件不是含有 P-256 密钥的身份文件。请选择 fapiao identity 生成的文件。',
    'identity-uncertified': '该身份还没有证书。请安装税务局签发的证书。',
    'identity-other-key': '证书与该密钥不匹配。请安装本次申请对应的证书。',
    'identity-expired': '证书已过期。请向税务局申请新证书。',
    'certificate-unreadable': '该文本不是纳税人或税务人员的证书。',
    'ledger-other': '该身份属于另一账本，与网关当前的账本不同，未签名。如需用于该账本，请先移除该身份。',
    'ledger-unreadable': '网关没有说明其账本，或者信任文件无法读取。',
    'not-confirmed': '没有签名。',
    'request-pending': '该代码已有密钥在等待证书。请安装该证书，或先移除该申请。',
    'still-open': '相同的内容已签名，结果尚不明确。请重新发送原请求：它只会生效一次。',
    'terms-altered': '网关显示的文件与将要签署的摘要不符，没有签名。请勿信任该网关，或重新加载页面。',
    'too-many-files': '压缩包最多 65,535 个文件。请用起止日期缩小列表范围。',
    'way-in-used': '该入口已使用过，或者网关已重新启动。请使用网关最新打印的地址。',
    'storage-unavailable': '浏览器不允许本页面保存数据。请退出无痕窗口，或允许存储。',
  },
  fields: { company: '报销单位', invoices: '发票', number: '发票号码', to: '新持票人' },
  values: {},
  reasons: {},
  sign: {
    as: '签名人',
    ledger: '账本',
    confirm: '签名并发送',
    cancel: '不签名',
    invoices: (count, gross) => `${count} 张发票，${gross} 元`,
    count: (count) => `${count} 张发票`,
    buyers: (count) => `${count} 个购买方`,
    shownWhole: '所签内容即此处所示的全部内容。',
    unnamed: '无名称',
    termsShown: '所签摘要对应的文件',
  },
};
