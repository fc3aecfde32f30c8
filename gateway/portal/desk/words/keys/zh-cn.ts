import type { Translated } from '../../../shared/words/language.ts';
import type { unsavedKeysEn } from './en.ts';

/** The Chinese texts of keys whose identity file is not saved yet. */
export const unsavedKeysZhCn: Translated<typeof unsavedKeysEn> = {
  title: '尚未保存文件的密钥',
  lead: '这些密钥在本浏览器生成，登记的答复已丢失。在保存身份文件之前，密钥保留在本浏览器中。',
  unknown: '账本上尚未登记：请重新发送其请求',
  registered: '已登记',
  save: '保存身份文件',
  drop: '移除密钥',
  dropQuestion: '从本浏览器移除该密钥？如果已登记，请同时吊销：此后无法再生成其身份文件。',
};
