import { language } from './language.js';
import { ZH_CN } from './zh-CN/index.js';

/**
 * Texts of this program. The English text stands where it is used and is the key of its Chinese one, so that a text
 * without a translation does not compile.
 */
export type Phrase = keyof typeof ZH_CN;

/** Names in braces in a text: `{file}`. */
type NamesIn<Text extends string> = Text extends `${string}{${infer Name}}${infer Rest}`
  ? Name | NamesIn<Rest>
  : never;

/** A text without values. */
export type PlainPhrase = { [Text in Phrase]: [NamesIn<Text>] extends [never] ? Text : never }[Phrase];

type ValuesOf<Text extends string> = [NamesIn<Text>] extends [never]
  ? []
  : [values: Readonly<Record<NamesIn<Text>, string | number>>];

const NAME = /\{([A-Za-z0-9]+)\}/g;

/** Returns a text in the language of this run, with a value for each name in braces. */
export function phrase<Text extends Phrase>(text: Text, ...[values]: ValuesOf<Text>): string {
  const spoken: string = language() === 'zh-CN' ? ZH_CN[text] : text;
  const given: Readonly<Record<string, string | number>> = values ?? {};
  return spoken.replace(NAME, (whole, name: string) => String(given[name] ?? whole));
}
