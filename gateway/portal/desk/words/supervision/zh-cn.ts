import type { Translated } from '../../../shared/words/language.ts';
import type { supervisionEn } from './en.ts';

/** The Chinese texts of the tax bureau’s statistics, rules and returns. */
export const supervisionZhCn: Translated<typeof supervisionEn> = {
  sectors: {
    1: '货物',
    2: '劳务',
    3: '销售服务',
    4: '无形资产',
    5: '不动产',
    6: '不征税项目（未发生销售行为）',
  },
  statistics: {
    from: '起始月份',
    to: '截止月份',
    measure: '指标',
    measures: { gross: '价税合计', net: '不含税金额', tax: '税额', count: '发票张数' },
    sector: '应税类别',
    area: '地区',
    everywhere: '全部地区',
    step: '时间单位',
    steps: { month: '按月', week: '按周', day: '按日' },
    points: { month: '月份', week: '周（周一）', day: '日期' },
    table: '以表格显示',
    change: '变化',
    before: (from, to) => `${from} 至 ${to}：`,
    cuts: {
      province: '按省份',
      city: '按地市',
      county: '按区县',
      sector: '按应税类别',
      rate: '按税率',
      type: '按发票类型',
    },
    heads: {
      province: '省份',
      city: '地市',
      county: '区县',
      sector: '应税类别',
      rate: '税率',
      type: '类型',
    },
    note: '金额单位为元，已减去红字发票在其开具月份冲销的金额。一张发票含多个税率或类别时，在各处分别计数。点击数据可查看对应的发票。',
  },
};
