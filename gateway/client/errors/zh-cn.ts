import type { ErrorText, ErrorTexts, ProgramFault } from './error-text.js';
import { DOCUMENT_TEXTS } from './zh-cn/documents.js';
import { PROGRAM_TEXTS } from './zh-cn/programs.js';
import { RIGHT_TEXTS } from './zh-cn/rights.js';
import { STATE_TEXTS } from './zh-cn/states.js';

const PROGRAM_FAULTS: Readonly<Record<ProgramFault, ErrorText>> = {
  INTERNAL: {
    title: '意外错误',
    cure: '请用同一请求号重新发送；如仍出错，请把答复中的 requestId 告知运营方，网关日志中有详情',
  },
  USAGE: { title: '命令行有误', cure: '用 --help 查看命令的参数和选项' },
  BUG: { title: '程序有缺陷，请反馈', cure: '请反馈所用命令和错误信息' },
};

/** The texts of every code in Chinese. They load without core. */
export const ERROR_TEXTS_ZH_CN: ErrorTexts = {
  ...DOCUMENT_TEXTS,
  ...RIGHT_TEXTS,
  ...STATE_TEXTS,
  ...PROGRAM_TEXTS,
  ...PROGRAM_FAULTS,
};
