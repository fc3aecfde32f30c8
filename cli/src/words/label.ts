import { language } from './language.js';
import { CODES } from './zh-CN/codes.js';
import { LABELS } from './zh-CN/labels.js';

/** Names of fields and columns. The English name is the key of its Chinese one. */
export type Label = keyof typeof LABELS;

/** A name and its value, for people. */
export type Field = readonly [Label, string];

/** Returns the name of a field or a column in the language of this run. */
export function labelText(label: Label): string {
  return language() === 'zh-CN' ? LABELS[label] : label;
}

/** Returns the name of a field of a document, which other programs decide: unknown names stay as they are. */
export function fieldName(name: string): string {
  return isLabel(name) ? labelText(name) : name;
}

function isLabel(name: string): name is Label {
  return Object.hasOwn(LABELS, name);
}

/** Returns what a code of the ledger means, such as a state or a type. English shows the code itself. */
export function codeText(code: string): string {
  return language() === 'zh-CN' && isCode(code) ? CODES[code] : code;
}

function isCode(code: string): code is keyof typeof CODES {
  return Object.hasOwn(CODES, code);
}
