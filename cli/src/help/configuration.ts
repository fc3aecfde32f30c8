import type { Argument, Command, HelpConfiguration, Option } from 'commander';
import { widthOf, wrap } from '../output/wrap.js';
import { type PlainPhrase, phrase } from '../words/phrase.js';

/** Returns how commander writes help: in the language of this run, and as wide as the terminal, also in Chinese. */
export function helpConfiguration(helpWidth: number): HelpConfiguration {
  return {
    showGlobalOptions: true,
    helpWidth,
    minWidthToWrap: 16,
    styleUsage: (usage) => wrap(usage, helpWidth - USAGE_INDENT.length).join(`\n${USAGE_INDENT}`),
    optionTerm,
    optionDescription,
    argumentDescription,
    commandUsage,
    displayWidth: widthOf,
    boxWrap: (text, width) => wrap(text, width).join('\n'),
    styleTitle: (title) => titleText(title),
  };
}

const USAGE_INDENT = '       ';

/** Titles that commander writes by itself. Those of groups of commands are in the language of this run already. */
const TITLES = [
  'Usage:',
  'Arguments:',
  'Options:',
  'Global Options:',
  'Commands:',
] as const satisfies PlainPhrase[];

function titleText(title: string): string {
  const known = TITLES.find((each) => each === title);
  return known === undefined ? title : phrase(known);
}

/** Marks a required option in the list of options; the usage has it, too. */
function optionTerm({ flags, mandatory }: Option): string {
  return mandatory ? phrase('{flags} (required)', { flags }) : flags;
}

function commandUsage(command: Command): string {
  const names: string[] = [];
  for (let each: Command | null = command; each !== null; each = each.parent) names.unshift(each.name());
  const required = command.options.filter(({ mandatory }) => mandatory).map(({ flags }) => flags);
  return [...names, ...required, command.usage()].join(' ');
}

function optionDescription(option: Option): string {
  const takesValue = option.required || option.optional;
  return described(option.description, option.argChoices, takesValue ? defaultOf(option) : undefined);
}

function argumentDescription({ description, argChoices }: Argument): string {
  return described(description, argChoices, undefined);
}

function defaultOf({ defaultValue, defaultValueDescription }: Option): string | undefined {
  if (defaultValue === undefined) return undefined;
  return defaultValueDescription ?? JSON.stringify(defaultValue);
}

function described(
  description: string,
  choices: readonly string[] | undefined,
  preset: string | undefined,
): string {
  const more = [
    ...(choices === undefined ? [] : [phrase('one of {choices}', { choices: choices.join(', ') })]),
    ...(preset === undefined ? [] : [phrase('default {preset}', { preset })]),
  ];
  return more.length === 0
    ? description
    : phrase('{description} ({more})', { description, more: more.join('; ') });
}
