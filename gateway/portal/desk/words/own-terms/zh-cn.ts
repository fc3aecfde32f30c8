import type { Translated } from '../../../shared/words/language.ts';
import type { ownTermsEn } from './en.ts';

/** The Chinese texts of mandates and elections. */
export const ownTermsZhCn: Translated<typeof ownTermsEn> = {
  mandates: {
    lead: '获得授权的支付机构，凭其收款确认以您的名义开票。对同一机构的新授权取代原授权。',
    granted: '开票授权',
    provider: '支付机构代码，例如 V-PAY',
    until: '最后一日（北京时间）',
    types: { ORDINARY: '普通发票', SPECIAL: '专用发票', both: '两种' },
    refundLane: '退款红字发票的开票点（留空则退款不开红票）',
    revoke: (provider) => `撤销 ${provider}`,
    ended: '已到期',
  },
  levy: {
    title: '简易计税',
    lead: '一般纳税人可以选择一个征收率（例如 3%），选择后至少 36 个月不得变更。',
    onlyGeneral: '只有一般纳税人可以选择征收率。',
    none: '未选择简易计税。',
    noRows: '现行规则没有可以选择的征收率。',
    elected: (row, since) => `自 ${since} 起选择 ${row}。`,
    endsFrom: (month) => `最早可以在 ${month} 结束。`,
    row: '征收率',
    from: '起始月份',
  },
  strictRefs: {
    title: '单据号',
    on: '单据号唯一已开启：每个单据号在账本上只能开具一张发票，两个导入同时进行时也是如此。每张发票在账本上多占一个键。',
    off: '单据号唯一未开启：导入时通过查询网关避免重复，账本不比对单据号。',
    turnOn: '开启单据号唯一',
    turnOff: '关闭单据号唯一',
  },
};
