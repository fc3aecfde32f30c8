import type { Translated } from '../../../shared/words/language.ts';
import type { codeEn } from './en.ts';

/** The Chinese texts of the page with the taxpayer's own code. */
export const codeZhCn: Translated<typeof codeEn> = {
  lead: '员工用票夹扫描，即可把发票交来报销；销售方扫描，即可把发票流转给您。',
  copy: '复制链接',
  copied: '已复制',
};
