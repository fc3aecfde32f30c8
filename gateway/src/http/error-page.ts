import { type CodeWithText, errorText, LANGUAGES, type Language } from '@fapiao-ledger/client/errors';
import { ERROR_CODES, type ErrorCode, type ErrorKind } from '@fapiao-ledger/core';
import { statusOf } from './problem.js';

const HEAD = `<!doctype html>
<html lang="en">
  <head>
    <meta charset="utf-8" />
    <meta name="viewport" content="width=device-width, initial-scale=1" />
    <title>fapiao-ledger errors · 错误代码</title>
    <link rel="icon" href="/icon.svg" type="image/svg+xml" />
    <link rel="stylesheet" href="/errors.css" />
  </head>
  <body>
    <main>
      <h1>Errors <span lang="zh-CN">错误代码</span></h1>
      <p>Programs match on the code. The title says what it means, and the line below it what to do.</p>
      <p lang="zh-CN">程序按代码判断；标题说明含义，其下一行说明如何处理。</p>
`;

const KINDS: Readonly<Record<ErrorKind, { readonly [Each in Language]: string }>> = {
  validation: { en: 'The document breaks rules', 'zh-CN': '文档不符合规则' },
  forbidden: { en: 'The caller may not do this', 'zh-CN': '调用方无权这样做' },
  missing: { en: 'What is named does not exist', 'zh-CN': '所指的内容不存在' },
  conflict: { en: 'The ledger’s state does not allow it', 'zh-CN': '账本状态不允许' },
  ledger: { en: 'The ledger did not answer as it should', 'zh-CN': '账本未按预期答复' },
  verification: { en: 'A receipt, proof or signature is wrong', 'zh-CN': '凭证、证明或签名有误' },
};

/** Returns the page that explains every code of the gateway in both languages. Each code is an anchor. */
export function errorPage(): string {
  const codes = Object.keys(ERROR_CODES) as ErrorCode[];
  const kinds = Object.keys(KINDS) as ErrorKind[];
  const sections = kinds.map((kind) => {
    const own = codes.filter((code) => ERROR_CODES[code].kind === kind);
    return `<h2>${KINDS[kind].en} <span lang="zh-CN">${KINDS[kind]['zh-CN']}</span></h2>\n${own.map((code) => entry(code, statusOf(code))).join('')}`;
  });
  return `${HEAD}${sections.join('')}<h2>INTERNAL</h2>\n${entry('INTERNAL', 500)}    </main>\n  </body>\n</html>\n`;
}

function entry(code: CodeWithText, status: number): string {
  const texts = LANGUAGES.map((language) => {
    const { title, cure } = errorText(code, language);
    return `<dt lang="${language}">${inHtml(title)}</dt><dd lang="${language}">${inHtml(cure)}</dd>`;
  });
  return `<section id="${code}"><h3><a href="#${code}">${code}</a> <small>HTTP ${status}</small></h3><dl>${texts.join('')}</dl></section>\n`;
}

/** Returns a text with its code marks as elements. */
function inHtml(text: string): string {
  const escaped = text.replaceAll('&', '&amp;').replaceAll('<', '&lt;').replaceAll('>', '&gt;');
  return escaped.replaceAll(/`([^`]+)`/g, '<code>$1</code>');
}
