import type { Translated } from '../../../shared/words/language.ts';
import type { unsavedKeysEn } from './en.ts';

/** The Chinese texts of keys whose identity file may not be saved yet. */
export const unsavedKeysZhCn: Translated<typeof unsavedKeysEn> = {
  title: '尚未保存文件的密钥',
  lead: '这些密钥在本浏览器生成，身份文件可能尚未保存。在您确认已有身份文件之前，密钥保留在本浏览器中。',
  unknown: '账本上尚未登记：请重新发送其请求',
  registered: '已登记',
  save: '保存身份文件',
  saved: '文件已保存',
  savedQuestion: '从本浏览器移除该密钥？此后无法再次生成其身份文件。',
  drop: '移除密钥',
  dropQuestion: '从本浏览器移除该密钥？如果已登记，请同时吊销：此后无法再生成其身份文件。',
};
